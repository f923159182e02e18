package dev.headwater.attribution;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.Source;
import dev.headwater.touch.Touch;
import org.jspecify.annotations.Nullable;

/** What a report's rows are. */
public enum Dimension {
    CHANNEL("channel") {
        @Override
        Key key(Touch touch) {
            return new Key(touch.channel().id(), touch.channel().name());
        }
    },
    SOURCE("source") {
        @Override
        Key key(Touch touch) {
            Source source = touch.source();
            return source == null ? Key.NONE : new Key(source.id(), source.name());
        }
    },
    /** By its name, else by its ID. */
    CAMPAIGN("campaign") {
        @Override
        Key key(Touch touch) {
            Campaign campaign = touch.campaign();
            String name = campaign.name() == null ? campaign.id() : campaign.name();
            return name == null ? Key.NONE : new Key(name, name);
        }
    };

    private final String word;

    Dimension(String word) {
        this.word = word;
    }

    /** The word used in queries and answers. */
    public String word() {
        return word;
    }

    /** The row that a touch belongs to. */
    abstract Key key(Touch touch);

    /**
     * What a row is about.
     *
     * @param id null for touches that have none: nobody knows their source, or no campaign brought them
     * @param name what people call it; null where there is no ID
     */
    public record Key(@Nullable String id, @Nullable String name) {
        static final Key NONE = new Key(null, null);
    }
}
