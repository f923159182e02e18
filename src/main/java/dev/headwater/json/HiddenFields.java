package dev.headwater.json;

import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.ClickId;
import dev.headwater.lead.LandingPage;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.Referrer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hidden fields of a form, as HandL UTM Grabber and its like fill them: {@code utm_*}, {@code gclid} and other click IDs,
 * {@code handl_landing_page} (else {@code handl_url}), {@code handl_original_ref}.
 *
 * <p>{@code first_utm_*} tell of an earlier visit, but not when it was, so they cannot become a touch; they are kept as
 * attributes of the same names, for tables to use. Addresses of people ({@code handl_ip}) are not kept.
 *
 * @see <a href="https://wordpress.org/plugins/handl-utm-grabber/">HandL UTM Grabber</a>
 */
final class HiddenFields {
    private static final String HANDL = "handl";
    private static final String FIRST = "first_";
    private static final List<String> TAGS =
            List.of("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "utm_id");

    /** Click IDs that such plugins put into fields of their own. */
    private static final List<String> CLICK_IDS = List.of(
            "gclid",
            "wbraid",
            "gbraid",
            "dclid",
            "fbclid",
            "msclkid",
            "ttclid",
            "twclid",
            "li_fat_id",
            "epik",
            "ScCid",
            "rdt_cid",
            "yclid");

    private static final List<String> PASSED = List.of(
            "first_traffic_source",
            "gaclientid",
            "organic_source",
            "organic_source_str",
            "traffic_source",
            "user_agent");

    private HiddenFields() {}

    static boolean fits(Fields body) {
        for (String name : body.names()) {
            if (name.startsWith(HANDL)
                    || name.equals("gclid")
                    || name.startsWith("utm_")
                    || name.startsWith("first_utm_")) {
                return true;
            }
        }
        return false;
    }

    static LeadContext read(Fields body) {
        body.pass(PASSED);
        String landing = body.onlyText("handl_landing_page", "an address as text");
        String url = body.onlyText("handl_url", "an address as text");
        String referrer = body.onlyText("handl_original_ref", "an address as text");
        CampaignTags tags = new CampaignTags(
                body.text("utm_source"),
                body.text("utm_medium"),
                body.text("utm_campaign"),
                body.text("utm_term"),
                body.text("utm_content"),
                body.text("utm_id"));
        List<ClickId> clickIds = new ArrayList<>();
        for (String parameter : CLICK_IDS) {
            String value = body.text(parameter);
            if (value != null) {
                clickIds.add(new ClickId(parameter, value));
            }
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (String tag : TAGS) {
            String first = body.text(FIRST + tag);
            if (first != null) {
                attributes.put(FIRST + tag, first);
            }
        }
        List<String> others = new ArrayList<>();
        body.names().forEach(name -> {
            if (name.startsWith(HANDL)) {
                others.add(name);
            }
        });
        body.pass(others);
        return new LeadContext(
                null,
                null,
                null,
                null,
                LeadContextJson.told(landing != null ? landing : url, LandingPage::new),
                LeadContextJson.told(referrer, Referrer::new),
                tags,
                clickIds,
                null,
                null,
                null,
                null,
                null,
                null,
                attributes);
    }
}
