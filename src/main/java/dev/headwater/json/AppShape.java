package dev.headwater.json;

import dev.headwater.lead.LeadContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shapes in which apps already have what they know of a lead, told apart by the names of their own fields.
 *
 * <p>Of several in one body the first of this order is read, and the others' fields count as unknown: tags of one and
 * landing page of another would make a visit that never was. Our own fields may stand beside any of them and come first,
 * field by field; so an app that has only cookies can say whose they are.
 */
enum AppShape {
    /** A message of Segment or RudderStack. */
    SEGMENT {
        @Override
        boolean fits(Fields body) {
            return SegmentMessage.fits(body);
        }

        @Override
        LeadContext read(Fields body) {
            return SegmentMessage.read(body);
        }
    },
    /** An order of WooCommerce, or its order attribution fields alone. */
    WOOCOMMERCE {
        @Override
        boolean fits(Fields body) {
            return WooCommerceOrder.fits(body);
        }

        @Override
        LeadContext read(Fields body) {
            return WooCommerceOrder.read(body);
        }
    },
    /** The cookies of sourcebuster.js. */
    SOURCEBUSTER {
        @Override
        boolean fits(Fields body) {
            return SourcebusterCookies.fits(body);
        }

        @Override
        LeadContext read(Fields body) {
            return SourcebusterCookies.read(body);
        }
    },
    /** Hidden form fields as HandL UTM Grabber and its like fill them. */
    HIDDEN_FIELDS {
        @Override
        boolean fits(Fields body) {
            return HiddenFields.fits(body);
        }

        @Override
        LeadContext read(Fields body) {
            return HiddenFields.read(body);
        }
    };

    private static final AppShape[] ALL = values();

    /** Our own fields; a body that has no others is looked at no further. */
    private static final Set<String> OWN = Set.copyOf(LeadFieldNames.ofLead());

    /** Whether a body has a field that only this shape has. */
    abstract boolean fits(Fields body);

    /** What a body of this shape tells. */
    abstract LeadContext read(Fields body);

    /** The shape of a body; null where it has our own alone. */
    static @Nullable AppShape of(Fields body) {
        if (body.hasNoneBeside(OWN)) {
            return null;
        }
        for (AppShape shape : ALL) {
            if (shape.fits(body)) {
                return shape;
            }
        }
        return null;
    }
}
