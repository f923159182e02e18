package dev.headwater.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.json.Reading.Lead;
import dev.headwater.json.Reading.NotALead;
import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.ClickId;
import dev.headwater.lead.LandingPage;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Referrer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as apps have them mean what the same lead means in our own fields. */
class AppShapesTest {
    static final String SEGMENT_TRACK = """
            { "type": "track", "event": "Demo Requested", "messageId": "ajs-7f3a", "userId": "U-88", "anonymousId": "a-1f",
              "timestamp": "2026-11-23T10:15:00.120Z", "originalTimestamp": "2026-11-23T10:14:58Z",
              "sentAt": "2026-11-23T10:15:01Z", "receivedAt": "2026-11-23T10:15:02Z", "version": 2, "channel": "web",
              "integrations": { "All": true }, "_metadata": { "bundled": [] }, "writeKey": "k",
              "context": {
                "active": true, "ip": "192.0.2.9", "locale": "en-GB", "timezone": "Europe/London", "userAgent": "Mozilla/5.0",
                "app": { "name": "acme" }, "library": { "name": "analytics.js" }, "device": { "type": "desktop" },
                "campaign": { "name": "autumn", "source": "google", "medium": "cpc", "term": "crm", "content": "blue" },
                "page": { "path": "/pricing", "referrer": "https://www.google.com/", "search": "?gclid=Cj0K",
                          "title": "Prices", "url": "https://acme.example/pricing" },
                "traits": { "plan": "free", "company": { "name": "Initech" } } },
              "properties": { "companySize": 250, "trial": false, "coupon": "MAR1", "products": [ { "sku": "x" } ] } }""";

    static final String RUDDERSTACK_IDENTIFY = """
            { "type": "identify", "channel": "server", "messageId": "r-1", "rudderId": "rr", "anonymousId": "a-2",
              "originalTimestamp": "2026-11-23T11:15:00+01:00", "request_ip": "192.0.2.1",
              "context": { "campaign": {}, "library": { "name": "rudder-sdk" }, "sessionId": 17, "sessionStart": true,
                           "page": { "url": "https://acme.example/?utm_source=news", "referring_domain": "" } },
              "traits": { "heardAboutUs": "a podcast", "seats": 12 } }""";

    static final String SOURCEBUSTER = """
            { "leadId": "L-5",
              "sbjs_current": "typ=utm|||src=google|||mdm=cpc|||cmp=autumn|||cnt=(none)|||trm=crm|||id=77|||plt=(none)",
              "sbjs_current_add": "fd=2026-11-23 10:01:00|||ep=https://acme.example/pricing?gclid=Cj0K|||rf=https://www.google.com/",
              "sbjs_first": "typ=referral|||src=blog.example|||mdm=referral|||cmp=(none)|||cnt=/crm-compared|||trm=(none)",
              "sbjs_first_add": "fd=2026-11-02 08:30:00|||ep=https://acme.example/|||rf=https://blog.example/crm-compared",
              "sbjs_session": "pgs=3|||cpg=https://acme.example/demo", "sbjs_udata": "vst=4|||uip=192.0.2.7|||uag=Mozilla",
              "sbjs_migrations": "1418474375998=1" }""";

    static final String WOOCOMMERCE_ORDER = """
            { "id": 727, "parent_id": 0, "number": "727", "order_key": "wc_order_58d2d042d1d", "created_via": "checkout",
              "status": "processing", "currency": "EUR", "date_created": "2026-11-23T11:15:00",
              "date_created_gmt": "2026-11-23T10:15:00", "total": "29.35", "customer_id": 26,
              "billing": { "email": "a@example.com" }, "line_items": [ { "id": 315, "name": "Woo" } ],
              "coupon_lines": [ { "id": 1, "code": "mar1" } ],
              "meta_data": [
                { "id": 1, "key": "is_vat_exempt", "value": "no" },
                { "id": 2, "key": "_wc_order_attribution_source_type", "value": "utm" },
                { "id": 3, "key": "_wc_order_attribution_referrer", "value": "https://m.facebook.com/" },
                { "id": 4, "key": "_wc_order_attribution_utm_source", "value": "facebook" },
                { "id": 5, "key": "_wc_order_attribution_utm_medium", "value": "paid_social" },
                { "id": 6, "key": "_wc_order_attribution_utm_campaign", "value": "autumn" },
                { "id": 7, "key": "_wc_order_attribution_session_entry", "value": "https://shop.example/shoes?fbclid=IwAR" },
                { "id": 8, "key": "_wc_order_attribution_session_start_time", "value": "2026-11-23 09:58:11" },
                { "id": 9, "key": "_wc_order_attribution_session_pages", "value": "7" },
                { "id": 10, "key": "_wc_order_attribution_session_count", "value": 2 },
                { "id": 11, "key": "_wc_order_attribution_user_agent", "value": "Mozilla/5.0" },
                { "id": 12, "key": "_wc_order_attribution_device_type", "value": "Mobile" },
                { "id": 13, "key": "_other_plugin", "value": { "nested": [ 1 ] } } ],
              "_links": { "self": [] } }""";

    static final String HANDL = """
            { "leadId": "L-9", "utm_source": "newsletter", "utm_medium": "email", "utm_campaign": "november", "utm_term": "",
              "utm_content": "top", "gclid": "", "fbclid": "IwAR",
              "handl_original_ref": "https://mail.google.com/", "handl_landing_page": "https://acme.example/offer?utm_source=newsletter",
              "handl_ref": "https://acme.example/offer", "handl_url": "https://acme.example/contact", "handl_ip": "192.0.2.4",
              "handlID": "1012", "handl_url_base": "https://acme.example/contact", "organic_source_str": "Direct",
              "traffic_source": "Email", "first_traffic_source": "Paid", "user_agent": "Mozilla/5.0",
              "first_utm_source": "google", "first_utm_medium": "cpc", "form": { "name": "contact" } }""";

    static Stream<String> fixtures() {
        return Stream.of(SEGMENT_TRACK, RUDDERSTACK_IDENTIFY, SOURCEBUSTER, WOOCOMMERCE_ORDER, HANDL);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aShapesOwnFieldsAreNoNoise(String body) {
        assertThat(reading(body))
                .isInstanceOfSatisfying(
                        Lead.class, lead -> assertThat(lead.unknown()).isEmpty());
    }

    @Nested
    class OfSegment {
        @Test
        void aTrackMessageIsTheLeadThatItMeans() {
            assertThat(lead(SEGMENT_TRACK)).isEqualTo(lead("""
                    { "leadId": "U-88", "visitorId": "a-1f", "eventId": "ajs-7f3a", "occurredAt": "2026-11-23T10:15:00.120Z",
                      "landingUrl": "https://acme.example/pricing?gclid=Cj0K", "referrer": "https://www.google.com/",
                      "campaign": { "source": "google", "medium": "cpc", "name": "autumn", "term": "crm", "content": "blue" },
                      "form": { "name": "Demo Requested" }, "promoCode": "MAR1",
                      "attributes": { "companySize": 250, "trial": false, "coupon": "MAR1", "plan": "free" } }"""));
        }

        @Test
        void anIdentifyMessageOfRudderStackIsTheLeadThatItMeans() {
            assertThat(lead(RUDDERSTACK_IDENTIFY)).isEqualTo(lead("""
                    { "visitorId": "a-2", "eventId": "r-1", "occurredAt": "2026-11-23T10:15:00Z",
                      "landingUrl": "https://acme.example/?utm_source=news", "form": { "heardAboutUs": "a podcast" },
                      "attributes": { "heardAboutUs": "a podcast", "seats": 12 } }"""));
        }

        @Test
        void aPageMessageTellsItsPageInPropertiesWhereTheContextDoesNot() {
            assertThat(lead("""
                    { "type": "page", "anonymousId": "a", "name": "Home", "category": "Marketing", "context": {},
                      "properties": { "url": "https://acme.example/", "referrer": "https://t.co/x", "search": "" } }""")).isEqualTo(lead("""
                            { "visitorId": "a", "landingUrl": "https://acme.example/", "referrer": "https://t.co/x",
                              "attributes": { "url": "https://acme.example/", "referrer": "https://t.co/x" } }"""));
        }

        @Test
        void aTrackMessageDoesNotTakeAPropertyForItsPage() {
            assertThat(
                            lead("{\"type\": \"track\", \"userId\": \"u\", \"properties\": {\"url\": \"https://elsewhere.example/\"}}")
                                    .landingPage())
                    .isNull();
        }

        @ParameterizedTest
        @CsvSource({
            "https://a.example/p,?x=1,https://a.example/p?x=1",
            "https://a.example/p,x=1,https://a.example/p?x=1",
            "https://a.example/p#s,?x=1,https://a.example/p?x=1#s",
            "https://a.example/p?y=2,?x=1,https://a.example/p?y=2",
            "https://a.example/p,'',https://a.example/p"
        })
        void aQueryToldBesideTheAddressBelongsToIt(String url, String search, String landing) {
            String body = "{\"userId\": \"u\", \"context\": {\"page\": {\"url\": \"" + url + "\", \"search\": \""
                    + search + "\"}}}";
            assertThat(lead(body).landingPage()).isEqualTo(new LandingPage(landing));
        }

        @Test
        void aMessageWithoutATypeIsOneWhereItHasANameAndContents() {
            assertThat(lead("{\"userId\": 88, \"event\": \"Signed Up\", \"properties\": {\"formName\": \"trial\"}}"))
                    .isEqualTo(lead("""
                            { "leadId": "88", "form": { "name": "trial" }, "attributes": { "formName": "trial" } }"""));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"type\": \"track\"}",
                    "{\"userId\": \"u\"}",
                    "{\"userId\": \"u\", \"context\": 5}",
                    "{\"type\": \"lead\", \"context\": {}}",
                    "{\"context\": {\"page\": {\"url\": \"https://a.example/\"}}}"
                })
        void whatOnlyLooksLikeAMessageIsNone(String body) {
            assertThat(lead(body)).isEqualTo(LeadContext.EMPTY);
            assertThat(((Lead) reading(body)).unknownFields()).isPositive();
        }

        @Test
        void theCaseOfATypeDoesNotMatter() {
            assertThat(lead(SEGMENT_TRACK.replace("\"track\"", "\" Track\""))).isEqualTo(lead(SEGMENT_TRACK));
        }

        @Test
        void anAliasNamesNoContact() {
            assertThat(faults("{\"type\": \"alias\", \"userId\": \"u\", \"previousId\": \"a\"}"))
                    .containsExactly(new Fault("/type", "\"alias\"", "track, identify, page, screen or group"));
        }

        @Test
        void aPropertyThatIsNoTextIsNotTakenForTheNameOfAForm() {
            LeadContext lead = lead("""
                    { "type": "page", "userId": "u", "properties": { "form": true, "form_id": { "x": 1 }, "coupon": [] } }""");
            assertThat(lead.form()).isNull();
            assertThat(lead.promoCode()).isNull();
            assertThat(lead.attributes()).isEqualTo(Map.of("form", true));
        }

        @Test
        void moreAttributesThanTheBoundCountAsUnknown() {
            StringBuilder properties = new StringBuilder();
            for (int i = 0; i < 50_000; i++) {
                properties
                        .append(i == 0 ? "" : ",")
                        .append("\"p")
                        .append(i)
                        .append("\":")
                        .append(i);
            }
            Reading reading = reading("{\"userId\": \"u\", \"properties\": {" + properties + "}}");
            assertThat(((Lead) reading).lead().attributes()).hasSize(SegmentMessage.MAX_ATTRIBUTES);
            assertThat(((Lead) reading).unknownFields()).isEqualTo(50_000 - SegmentMessage.MAX_ATTRIBUTES);
            assertThat(((Lead) reading).unknown()).hasSize(Lead.MAX_NAMED);
        }

        @Test
        void aMisspeltFieldIsNamed() {
            String body =
                    "{\"userId\": \"u\", \"contexts\": 1, \"context\": {\"campain\": {}, \"page\": {\"uri\": \"x\"}}}";
            assertThat(((Lead) reading(body)).unknown())
                    .containsExactlyInAnyOrder("/contexts", "/context/campain", "/context/page/uri");
        }

        @Test
        void ourOwnFieldsComeFirst() {
            assertThat(
                            lead(
                                    "{\"leadId\": \"L-1\", \"eventId\": \"e\", \"userId\": \"u\", \"messageId\": \"m\", \"context\": {}}"))
                    .isEqualTo(lead("{\"leadId\": \"L-1\", \"eventId\": \"e\"}"));
        }
    }

    @Nested
    class OfSourcebuster {
        private final LeadContext current = lead("""
                { "leadId": "L-5", "landingUrl": "https://acme.example/pricing?gclid=Cj0K",
                  "referrer": "https://www.google.com/",
                  "campaign": { "source": "google", "medium": "cpc", "name": "autumn", "term": "crm", "id": "77" } }""");

        @Test
        void theCurrentVisitIsTheContactAndTheFirstOneAnEarlierContact() {
            LeadContext lead = lead(SOURCEBUSTER);
            assertThat(withoutEarlier(lead)).isEqualTo(current);
            assertThat(lead.earlier()).containsExactly(lead("""
                    { "eventId": "sbjs_first 2026-11-02T08:30:00Z", "occurredAt": "2026-11-02T08:30:00Z",
                      "landingUrl": "https://acme.example/", "referrer": "https://blog.example/crm-compared" }"""));
        }

        @Test
        void aFirstVisitThatIsTheCurrentOneIsNoOther() {
            String add = "\"fd=2026-11-02 08:30:00|||ep=https://a.example/|||rf=(none)\"";
            String main = "\"typ=typein|||src=(direct)|||mdm=(none)|||cmp=(none)|||cnt=(none)|||trm=(none)\"";
            assertThat(lead("{\"sbjs_current\":" + main + ",\"sbjs_current_add\":" + add + ",\"sbjs_first\":" + main
                            + ",\"sbjs_first_add\":" + add + "}"))
                    .isEqualTo(lead("{\"landingUrl\": \"https://a.example/\"}"));
        }

        @Test
        void aFirstVisitWithoutATimeCannotBePutBeforeOthers() {
            assertThat(lead("{\"sbjs_first\": \"typ=utm|||src=google|||mdm=cpc\"}"))
                    .isEqualTo(LeadContext.EMPTY);
        }

        @Test
        void cookiesMayBeAsTheBrowserHasThem() {
            Map<String, @Nullable Object> body = tree(SOURCEBUSTER);
            for (String cookie : List.of("sbjs_current", "sbjs_current_add", "sbjs_first", "sbjs_first_add")) {
                String once = URLEncoder.encode((String) body.get(cookie), StandardCharsets.UTF_8)
                        .replace("+", "%20");
                String twice = URLEncoder.encode(once, StandardCharsets.UTF_8);
                String base64 =
                        Base64.getEncoder().withoutPadding().encodeToString(once.getBytes(StandardCharsets.UTF_8));
                for (String form : List.of(once, twice, base64)) {
                    Map<String, @Nullable Object> encoded = new LinkedHashMap<>(body);
                    encoded.put(cookie, form);
                    assertThat(LeadContextJson.read(encoded)).as(form).isEqualTo(LeadContextJson.read(body));
                }
            }
        }

        @Test
        void cookiesMayBeObjectsAsTheScriptGivesThem() {
            LeadContext lead = lead("""
                    { "leadId": "L-5",
                      "sbjs_current": { "typ": "utm", "src": "google", "mdm": "cpc", "cmp": "autumn", "cnt": "(none)", "trm": "crm",
                                        "id": 77 },
                      "sbjs_current_add": { "fd": "2026-11-23 10:01:00", "ep": "https://acme.example/pricing?gclid=Cj0K",
                                            "rf": "https://www.google.com/" } }""");
            assertThat(lead).isEqualTo(current);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    // The script's own reading of a referrer is left aside where the referrer is there.
                    "typ=organic|||src=google|||mdm=organic;rf=https://www.google.com/;{\"referrer\":\"https://www.google.com/\"}",
                    "typ=organic|||src=google|||mdm=organic;rf=(none);{\"campaign\":{\"source\":\"google\",\"medium\":\"organic\"}}",
                    "typ=referral|||src=a.example|||mdm=referral|||cnt=/x;rf=https://a.example/x;{\"referrer\":\"https://a.example/x\"}",
                    "typ=referral|||src=a.example|||mdm=referral|||cnt=/x;rf=(none);{\"campaign\":{\"source\":\"a.example\",\"medium\":\"referral\"}}",
                    // The referrer of a typed-in visit is the site itself.
                    "typ=typein|||src=(direct)|||mdm=(none);rf=https://acme.example/;{}",
                    "typ=UTM|||src=x|||mdm=y;rf=https://b.example/;{\"referrer\":\"https://b.example/\",\"campaign\":{\"source\":\"x\",\"medium\":\"y\"}}"
                })
        void eachTypeOfVisitMeansWhatItMeans(String main, String extra, String own) {
            assertThat(lead("{\"sbjs_current\": \"" + main + "\", \"sbjs_current_add\": \"" + extra + "\"}"))
                    .isEqualTo(lead(own));
        }

        @ParameterizedTest
        @ValueSource(strings = {"nonsense", "|||", "typ", "=x", "typ=utm|||src", "%", "%7C", "AAAAAAAAAAAA"})
        void aCookieThatIsNoneIsAFault(String cookie) {
            assertThat(faults("{\"sbjs_current\": \"" + cookie + "\"}"))
                    .extracting(Fault::pointer)
                    .containsExactly("/sbjs_current");
        }

        @Test
        void aTimeThatIsNoneIsAFaultOfItsCookie() {
            assertThat(faults("{\"sbjs_first_add\": \"fd=yesterday|||ep=x\"}"))
                    .containsExactly(new Fault(
                            "/sbjs_first_add", "\"fd=yesterday|||ep=x\"", "in fd a time such as 2026-11-23 10:15:00"));
            assertThat(faults("{\"sbjs_first_add\": {\"fd\": \"yesterday\"}}"))
                    .extracting(Fault::pointer)
                    .containsExactly("/sbjs_first_add/fd");
        }
    }

    @Nested
    class OfWooCommerce {
        @Test
        void anOrderIsTheLeadThatItMeans() {
            assertThat(lead(WOOCOMMERCE_ORDER)).isEqualTo(lead("""
                    { "leadId": "26", "eventId": "wc_order_58d2d042d1d", "occurredAt": "2026-11-23T10:15:00Z",
                      "landingUrl": "https://shop.example/shoes?fbclid=IwAR", "referrer": "https://m.facebook.com/",
                      "campaign": { "source": "facebook", "medium": "paid_social", "name": "autumn" }, "promoCode": "mar1" }"""));
        }

        @Test
        void theFieldsMayStandFlatUnderEitherName() {
            String expected = """
                    { "leadId": "L-1", "occurredAt": "2026-11-23T09:58:11Z", "landingUrl": "https://shop.example/",
                      "referrer": "https://www.bing.com/" }""";
            for (String prefix : List.of("_wc_order_attribution_", "wc_order_attribution_")) {
                String body = """
                        { "leadId": "L-1", "#source_type": "organic", "#utm_source": "bing", "#utm_medium": "organic",
                          "#referrer": "https://www.bing.com/", "#session_entry": "https://shop.example/",
                          "#session_start_time": "2026-11-23 09:58:11", "#session_pages": 3 }""".replace("#", prefix);
                assertThat(lead(body)).isEqualTo(lead(expected));
                assertThat(((Lead) reading(body)).unknown()).isEmpty();
            }
        }

        @Test
        void aGuestHasNoLeadIdUnlessTheAppTellsOne() {
            String guest = WOOCOMMERCE_ORDER.replace("\"customer_id\": 26", "\"customer_id\": 0");
            assertThat(lead(guest).leadId()).isNull();
            assertThat(lead(guest.replaceFirst("\\{", "{ \"leadId\": \"L-7\",")).leadId())
                    .isEqualTo(new LeadId("L-7"));
        }

        @Test
        void anOrderThatWasEnteredByHandIsNoVisit() {
            String byHand = WOOCOMMERCE_ORDER.replace("\"utm\" }", "\"admin\" }");
            assertThat(lead(byHand)).isEqualTo(lead("""
                    { "leadId": "26", "eventId": "wc_order_58d2d042d1d", "occurredAt": "2026-11-23T10:15:00Z",
                      "promoCode": "mar1" }"""));
        }

        @Test
        void anAttributionThatNobodyKnowsIsNamedWhereItStands() {
            String body = WOOCOMMERCE_ORDER.replace("_device_type", "_device_colour");
            assertThat(((Lead) reading(body)).unknown()).containsExactly("/meta_data/11/value");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "\"value\": \"facebook\";\"value\": {};/meta_data/3/value",
                    "\"value\": \"2026-11-23 09:58:11\";\"value\": \"soon\";/meta_data/7/value",
                    "\"2026-11-23T10:15:00\";\"later\";/date_created_gmt",
                    "\"code\": \"mar1\";\"code\": true;/coupon_lines/0/code",
                    "{ \"id\": 1, \"key\": \"is_vat_exempt\", \"value\": \"no\" };5;/meta_data/0",
                    "\"customer_id\": 26;\"customer_id\": [];/customer_id",
                    "\"key\": \"is_vat_exempt\";\"key\": true;/meta_data/0/key"
                })
        void whatIsWrongIsToldWhereItStands(String right, String wrong, String pointer) {
            assertThat(WOOCOMMERCE_ORDER).contains(right);
            assertThat(faults(WOOCOMMERCE_ORDER.replace(right, wrong)))
                    .extracting(Fault::pointer)
                    .containsExactly(pointer);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"{\"meta_data\": []}", "{\"meta_data\": {\"key\": \"_wc_order_attribution_referrer\"}}"})
        void metaDataAloneMakeNoOrder(String body) {
            assertThat(lead(body)).isEqualTo(LeadContext.EMPTY);
            assertThat(((Lead) reading(body)).unknown()).containsExactly("/meta_data");
        }
    }

    @Nested
    class OfHiddenFields {
        @Test
        void theFieldsOfHandLAreTheLeadThatTheyMean() {
            assertThat(lead(HANDL)).isEqualTo(lead("""
                    { "leadId": "L-9", "landingUrl": "https://acme.example/offer?utm_source=newsletter",
                      "referrer": "https://mail.google.com/",
                      "campaign": { "source": "newsletter", "medium": "email", "name": "november", "content": "top" },
                      "clickIds": { "fbclid": "IwAR" }, "form": { "name": "contact" },
                      "attributes": { "first_utm_source": "google", "first_utm_medium": "cpc" } }"""));
        }

        @Test
        void theCurrentPageStandsInForALandingPageThatIsMissing() {
            assertThat(lead("{\"handl_url\": \"https://a.example/contact\"}").landingPage())
                    .isEqualTo(new LandingPage("https://a.example/contact"));
        }

        @Test
        void ourOwnFieldsComeFirstPartByPart() {
            LeadContext lead = lead("""
                    { "campaign": { "source": "bing" }, "clickIds": { "GCLID": "mine" }, "utm_source": "google", "utm_medium": "cpc",
                      "gclid": "theirs", "fbclid": "IwAR", "handl_original_ref": "https://b.example/",
                      "attributes": { "first_utm_source": "mine" }, "first_utm_source": "theirs" }""");
            assertThat(lead.tags()).isEqualTo(new CampaignTags("bing", null, null, null, null, null));
            assertThat(lead.clickIds()).containsExactly(new ClickId("GCLID", "mine"), new ClickId("fbclid", "IwAR"));
            assertThat(lead.referrer()).isEqualTo(new Referrer("https://b.example/"));
            assertThat(lead.attributes()).isEqualTo(Map.of("first_utm_source", "mine"));
        }

        @Test
        void aClickIdOfAnotherNameAloneIsStillUnknown() {
            assertThat(lead("{\"fbclid\": \"x\"}")).isEqualTo(LeadContext.EMPTY);
        }
    }

    @Nested
    class Together {
        @Test
        void ofSeveralShapesTheFirstOfTheOrderIsReadAndTheOthersAreNamedAsUnknown() {
            Reading reading = reading("""
                    { "leadId": "L-1", "sbjs_current": "typ=utm|||src=google|||mdm=cpc", "utm_source": "newsletter",
                      "handl_landing_page": "https://acme.example/" }""");
            assertThat(((Lead) reading).lead())
                    .isEqualTo(
                            lead("{\"leadId\": \"L-1\", \"campaign\": {\"source\": \"google\", \"medium\": \"cpc\"}}"));
            assertThat(((Lead) reading).unknown()).containsExactly("/utm_source", "/handl_landing_page");
        }

        @Test
        void shapesMayFollowEachOtherInOneStream() {
            String lines =
                    fixtures().map(body -> body.replace("\n", " ")).reduce("", (some, more) -> some + more + "\n");
            List<Reading> readings = new ArrayList<>();
            LeadContextJson.readAll(new java.io.ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)))
                    .forEachRemaining(item -> readings.add(item.reading()));
            assertThat(readings)
                    .isEqualTo(fixtures().map(AppShapesTest::reading).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void aWrongValueAnywhereIsALeadOrAFaultWithAPointerIntoTheBody(String body) {
        int refused = 0;
        for (Object wrong : wrongValues()) {
            int places = places(tree(body));
            for (int i = 1; i < places; i++) {
                Object damaged = with(tree(body), new int[] {i}, wrong);
                Reading reading = LeadContextJson.read(damaged);
                if (reading instanceof NotALead notALead) {
                    refused++;
                    notALead.faults()
                            .forEach(fault -> assertThat(isIn(damaged, fault.pointer()))
                                    .as(fault.toString())
                                    .isTrue());
                } else {
                    assertThat(reading).isInstanceOf(Lead.class);
                }
            }
        }
        assertThat(refused).isGreaterThan(10);
    }

    private static List<@Nullable Object> wrongValues() {
        Map<String, @Nullable Object> wide = new LinkedHashMap<>();
        IntStream.range(0, 2_000).forEach(i -> wide.put("k" + i, List.of(i)));
        Object deep = "x";
        for (int i = 0; i < 60; i++) {
            deep = Map.of("a~/b", List.of(deep));
        }
        return Arrays.asList(
                5L,
                -0.5,
                true,
                List.of(),
                List.of(1L),
                Map.of(),
                Map.of("x", 1L),
                "",
                "x",
                "\uD800",
                "\u0000",
                null,
                deep,
                wide,
                JsonTree.Twice.TOLD_TWICE,
                "x".repeat(300));
    }

    /** How many values there are in a tree, itself included. */
    private static int places(@Nullable Object tree) {
        Stream<?> inside = tree instanceof Map<?, ?> map
                ? map.values().stream()
                : tree instanceof List<?> list ? list.stream() : Stream.empty();
        return 1 + inside.mapToInt(AppShapesTest::places).sum();
    }

    /** A tree whose n-th value is another. */
    private static @Nullable Object with(@Nullable Object tree, int[] n, @Nullable Object other) {
        if (n[0]-- == 0) {
            return other;
        }
        if (tree instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, with(value, n, other)));
            return copy;
        }
        if (tree instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(value -> copy.add(with(value, n, other)));
            return copy;
        }
        return tree;
    }

    private static boolean isIn(@Nullable Object tree, String pointer) {
        @Nullable Object here = tree;
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            if (here instanceof Map<?, ?> map && map.containsKey(name)) {
                here = map.get(name);
            } else if (here instanceof List<?> list && Integer.parseInt(name) < list.size()) {
                here = list.get(Integer.parseInt(name));
            } else {
                return false;
            }
        }
        return true;
    }

    private static LeadContext withoutEarlier(LeadContext lead) {
        return new LeadContext(
                lead.leadId(),
                lead.visitorId(),
                lead.eventId(),
                lead.occurredAt(),
                lead.landingPage(),
                lead.referrer(),
                lead.tags(),
                lead.clickIds(),
                lead.form(),
                lead.promoCode(),
                lead.dialledNumber(),
                lead.crmTag(),
                lead.selfReport(),
                lead.offlineEvent(),
                lead.attributes());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> tree(String json) {
        try (com.fasterxml.jackson.core.JsonParser parser = JsonTree.FACTORY.createParser(json)) {
            parser.nextToken();
            return (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(JsonTree.valueAt(parser));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Reading reading(String json) {
        return LeadContextJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static LeadContext lead(String json) {
        Reading reading = reading(json);
        assertThat(reading).as(json).isInstanceOf(Lead.class);
        return ((Lead) reading).lead();
    }

    private static List<Fault> faults(String json) {
        Reading reading = reading(json);
        assertThat(reading).isInstanceOf(NotALead.class);
        return ((NotALead) reading).faults();
    }
}
