package dev.headwater.signal;

/**
 * The keys of the signals that a lead context can give. The dictionary gives each a word for use in tables; the
 * evidence in force, the channel and the points become known as the stages decide.
 */
public final class Signal {
    public static final String CRM_TAG = "crmTag";
    public static final String CRM_TAG_CATEGORY = "crmTagCategory";
    public static final String OFFLINE_EVENT = "offlineEvent";
    public static final String PROMO_CODE = "promoCode";
    public static final String PHONE_LINE = "phoneLine";
    public static final String VANITY_PATH = "vanityPath";
    public static final String CLICK_ID = "clickId";
    public static final String CLICK_ID_COST = "clickIdCost";
    public static final String TAGGED = "tagged";
    public static final String TAG_SOURCE = "tagSource";
    public static final String TAG_SOURCE_CATEGORY = "tagSourceCategory";
    public static final String TAG_MEDIUM = "tagMedium";
    public static final String TAG_MEDIUM_CLASS = "tagMediumClass";
    public static final String REFERRER = "referrer";
    public static final String REFERRER_CATEGORY = "referrerCategory";
    public static final String SELF_REPORT = "selfReport";
    public static final String SELF_REPORT_CATEGORY = "selfReportCategory";
    public static final String EARLIER_SOURCE = "earlierSource";
    public static final String VISIT = "visit";
    public static final String INTERNAL = "internal";
    public static final String CAMPAIGN = "campaign";
    public static final String UTM_SOURCE = "utmSource";
    public static final String UTM_MEDIUM = "utmMedium";
    public static final String SEARCH_TERM = "searchTerm";
    public static final String OWN_BRAND = "ownBrand";
    public static final String GA_SOURCE = "gaSource";
    public static final String GA_MEDIUM = "gaMedium";
    public static final String GA_SOURCE_CATEGORY = "gaSourceCategory";
    public static final String FORM_PURPOSE = "formPurpose";
    public static final String PAGE_CLASS = "pageClass";
    public static final String TOUCHES = "touches";
    public static final String TOUCHES_IN_7_DAYS = "touchesIn7Days";
    public static final String TOUCHES_IN_30_DAYS = "touchesIn30Days";
    public static final String FIRST_TOUCH = "firstTouch";
    public static final String LAST_TOUCH = "lastTouch";

    /** Decided by rules: the winning evidence and what it carries. */
    public static final String OUTCOME = "outcome";

    public static final String EVIDENCE = "evidence";
    public static final String SOURCE = "source";
    public static final String SOURCE_CATEGORY = "sourceCategory";
    public static final String MEDIUM = "medium";
    public static final String MEDIUM_CLASS = "mediumClass";
    public static final String CHANNEL = "channel";
    public static final String CHANNEL_KIND = "channelKind";
    public static final String CONFIDENCE = "confidence";
    public static final String POINTS = "points";
    public static final String TIER = "tier";

    /** Starts the key of each conflict's flag. */
    public static final String CONFLICT_PREFIX = "conflict.";

    /** Starts the key of each attribute that an app sends of its own. */
    public static final String ATTRIBUTE_PREFIX = "attributes.";

    private Signal() {}
}
