package org.chatrooms.redis;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that something does not work, and once that it works again, and why not to whoever asks. Threading: any thread. */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final String what;
    private final String meanwhile;
    private Optional<String> trouble = Optional.empty();

    /**
     * @param what what does not work while it is on
     * @param meanwhile what that means for people
     */
    Outage(String what, String meanwhile) {
        this.what = what;
        this.meanwhile = meanwhile;
    }

    synchronized void begins(Throwable reason) {
        boolean isNew = trouble.isEmpty();
        trouble = Optional.of(what + " does not work, " + meanwhile + ": " + reason);
        if (isNew) {
            LOG.warn("{}", trouble.get());
        }
    }

    synchronized void ends() {
        if (trouble.isPresent()) {
            trouble = Optional.empty();
            LOG.info("{} works again", what);
        }
    }

    /** What does not work, and the last reason; empty while it works. */
    synchronized Optional<String> trouble() {
        return trouble;
    }
}
