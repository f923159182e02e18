package dev.headwater.json;

import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Person;
import dev.headwater.lead.PromoCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order as WooCommerce's REST API and webhooks give it, or its order attribution fields alone: as {@code meta_data},
 * or flat under the names of the meta keys ({@code _wc_order_attribution_utm_source}) or of the checkout's hidden fields
 * ({@code wc_order_attribution_utm_source}).
 *
 * <p>{@code customer_id} is the lead; a guest, whose is 0, has none. {@code order_key} names the contact, so that an
 * order told again counts once. Its time is {@code date_created_gmt}, else the session's start, which the shop writes in
 * UTC. The code of the first coupon is the promotion code.
 *
 * @see <a href="https://woocommerce.com/document/order-attribution-tracking/">WooCommerce, Order Attribution Tracking</a>
 * @see <a href="https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties">WooCommerce, Order properties</a>
 */
final class WooCommerceOrder {
    private static final String META_KEY = "_wc_order_attribution_";
    private static final String HIDDEN_FIELD = "wc_order_attribution_";
    private static final List<String> ORDER = List.of("order_key", "line_items", "billing", "date_created_gmt");

    private static final List<String> PASSED = List.of(
            "_links",
            "billing",
            "cart_hash",
            "cart_tax",
            "created_via",
            "currency",
            "currency_symbol",
            "customer_ip_address",
            "customer_note",
            "customer_user_agent",
            "date_completed",
            "date_completed_gmt",
            "date_created",
            "date_modified",
            "date_modified_gmt",
            "date_paid",
            "date_paid_gmt",
            "discount_tax",
            "discount_total",
            "fee_lines",
            "id",
            "is_editable",
            "line_items",
            "needs_payment",
            "needs_processing",
            "number",
            "parent_id",
            "payment_method",
            "payment_method_title",
            "payment_url",
            "prices_include_tax",
            "refunds",
            "shipping",
            "shipping_lines",
            "shipping_tax",
            "shipping_total",
            "status",
            "tax_lines",
            "total",
            "total_tax",
            "transaction_id",
            "version");

    private static final List<String> PASSED_ATTRIBUTION = List.of(
            "device_type",
            "origin",
            "session_count",
            "session_pages",
            "user_agent",
            "utm_creative_format",
            "utm_marketing_tactic",
            "utm_source_platform");

    private static final String A_META_DATUM = "an object with the fields key and value";
    private static final String A_TIME = "a time in UTC such as 2026-11-23T10:15:00";
    private static final String A_GUEST = "0";

    private WooCommerceOrder() {}

    static boolean fits(Fields body) {
        for (String name : body.names()) {
            if (shortName(name) != null) {
                return true;
            }
        }
        return body.hasList("meta_data")
                && (ORDER.stream().anyMatch(body::tells) || body.hasObjectIn("meta_data", META_KEY));
    }

    static LeadContext read(Fields body) {
        body.pass(PASSED);
        Fields attribution = attribution(body);
        CampaignTags tags = new CampaignTags(
                attribution.text("utm_source"),
                attribution.text("utm_medium"),
                attribution.text("utm_campaign"),
                attribution.text("utm_term"),
                attribution.text("utm_content"),
                attribution.text("utm_id"));
        SourcebusterVisit visit = SourcebusterVisit.of(
                attribution.text("source_type"), tags, attribution.text("session_entry"), attribution.text("referrer"));
        Instant session = attribution.timeInUtc("session_start_time", A_TIME);
        Instant created = body.timeInUtc("date_created_gmt", A_TIME);
        attribution.pass(PASSED_ATTRIBUTION);
        attribution.done();
        LeadId customer = body.id("customer_id", Person.MAX_LENGTH, LeadId::new);
        return new LeadContext(
                customer == null || customer.value().equals(A_GUEST) ? null : customer,
                null,
                body.id("order_key", EventId.MAX_LENGTH, EventId::new),
                created != null ? created : session,
                visit.landingPage(),
                visit.referrer(),
                visit.tags(),
                List.of(),
                null,
                LeadContextJson.told(coupon(body), PromoCode::new),
                null,
                null,
                null,
                null,
                Map.of());
    }

    /** The attribution's fields under their short names, wherever they stand; of two the first. */
    private static Fields attribution(Fields body) {
        Map<String, Fields.Place> places = new LinkedHashMap<>();
        for (String name : body.names()) {
            String attribute = shortName(name);
            if (attribute != null) {
                places.putIfAbsent(attribute, new Fields.Place(body, name));
                body.pass(List.of(name));
            }
        }
        for (Fields datum : body.objects("meta_data", A_META_DATUM)) {
            String key = datum.text("key");
            String attribute = key == null ? null : shortName(key);
            if (attribute != null) {
                places.putIfAbsent(attribute, new Fields.Place(datum, "value"));
            }
        }
        return body.gathered(places);
    }

    private static @Nullable String coupon(Fields body) {
        for (Fields line : body.objects("coupon_lines", "an object with the field code")) {
            String code = line.text("code");
            if (code != null) {
                return code;
            }
        }
        return null;
    }

    private static @Nullable String shortName(String key) {
        return key.startsWith(META_KEY)
                ? key.substring(META_KEY.length())
                : key.startsWith(HIDDEN_FIELD) ? key.substring(HIDDEN_FIELD.length()) : null;
    }
}
