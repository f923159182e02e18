package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lead.CrmTag;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the list as shipped makes of the lead sources that people type into a CRM. */
class CrmTagsTest {
    private static final CrmTags TAGS =
            CrmTags.of(Objects.requireNonNull(ShippedLists.LISTS.get("crm-tags")), new ArrayList<>());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Trade Show",
                "tradeshow",
                "Trade-Show",
                "TRADE_SHOW",
                " trade  show ",
                "Trade\u00A0Show",
                "Trade Shows"
            })
    void oneTagInManySpellings(String tag) {
        assertThat(found(tag)).isEqualTo("trade-show event offline");
    }

    @ParameterizedTest
    @CsvSource({
        "Webinar, webinar webinar offline",
        "Partner Referral, partner partner offline",
        "Word of mouth, word-of-mouth word of mouth offline",
        "Employee Referral, employee-referral word of mouth offline",
        "Phone Inquiry, phone-call phone offline",
        "Inside Sales, inside-sales outbound offline",
        "Cold Call, cold-call outbound offline",
        "Purchased List, purchased-list purchased list offline",
        "Public Relations, press public relations offline",
        "Seminar - Partner, seminar event offline",
        "Google AdWords, google-ads search paid",
        "Google, google search -",
        "Facebook, facebook social -",
        "Facebook Lead Ads, meta-ads social paid",
        "LinkedIn, linkedin social -",
        "ORGANIC_SEARCH, search-engine search organic",
        "PAID_SOCIAL, social-ads social paid",
        "Яндекс, yandex search -",
        "Empfehlung, word-of-mouth word of mouth offline",
        "Bouche à oreille, word-of-mouth word of mouth offline"
    })
    void theUsualTagsAreKnown(String tag, String expected) {
        assertThat(found(tag)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Other",
                "other",
                "Web",
                "Website",
                "Unknown",
                "n/a",
                "N.A.",
                "None",
                "Internet",
                "Direct",
                "OFFLINE",
                "Contact Us",
                "Customer",
                "Referrals",
                "Advertisement",
                "Unkown",
                "-None-"
            })
    void aTagThatSaysNothingIsKnownAsSuch(String tag) {
        assertThat(TAGS.saysNothing(new CrmTag(tag))).isTrue();
        assertThat(found(tag)).isEqualTo("nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "Trade Shwo, trade-show event offline",
        "Tradshow, trade-show event offline",
        "Conferance, conference event offline",
        "Webiner, webinar webinar offline",
        "Weminar, webinar webinar offline",
        "Refferal, word-of-mouth word of mouth offline",
        "Linkdin, linkedin social -",
        "Newspapr, newspaper print offline",
        "Purchsed lsit, purchased-list purchased list offline"
    })
    void aSlipOfTheFingerIsForgivenWhereOneTagCanBeMeant(String tag, String expected) {
        assertThat(found(tag)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sprint", // not Print
                "iPhone", // not Phone
                "Bong", // not Bing
                "Fox", // not Fax
                "Goog",
                "Meda",
                "Expo 2025x",
                "Dreamforce",
                "Jane Smith",
                "Smith Partners Ltd",
                "🎉",
                "-"
            })
    void aTagThatNoRowKnowsIsNotGuessed(String tag) {
        assertThat(found(tag)).isEqualTo("nothing");
        assertThat(TAGS.saysNothing(new CrmTag(tag))).isFalse();
    }

    @Test
    void aSlipBetweenTwoTagsIsNotDecided() {
        CrmTags tags = CrmTags.of(
                ListText.of(
                        "crm-tags",
                        "tag | source | category",
                        "Inbound | Phone call | phone",
                        "Infound | Website | site",
                        "Round 24 | Event | event"),
                new ArrayList<>());
        assertThat(tags.find(new CrmTag("Inkound"))).isNull();
        assertThat(tags.find(new CrmTag("Inboundd"))).isNotNull();
        // A digit is never a slip: last year's round is another.
        assertThat(tags.find(new CrmTag("Round 25"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Trade Show - SaaStr 2026, trade-show event offline",
        "Trade show: Hannover Messe, trade-show event offline",
        "Marketing | Webinar, webinar webinar offline",
        "Other (Trade Show), trade-show event offline",
        "'Google AdWords, brand', google-ads search paid",
        "Sales / Cold call, nothing",
        "Trade Show - Webinar, nothing",
        "'Google, Facebook', nothing",
        "SaaStr - 2026, nothing"
    })
    void aTagOfSeveralPartsIsKnownByThePartsThatAgree(String tag, String expected) {
        assertThat(found(tag)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("dev.headwater.signal.Hostile#texts")
    void noTextMakesItFail(String tag) {
        assertThat(found(tag)).isEqualTo("nothing");
    }

    private static String found(String tag) {
        Recognised found = TAGS.find(new CrmTag(tag));
        return found == null
                ? "nothing"
                : found.source().id() + " " + found.category() + " "
                        + (found.mediumClass() == null ? "-" : found.mediumClass());
    }
}
