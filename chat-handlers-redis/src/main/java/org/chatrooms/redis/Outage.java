package org.chatrooms.redis;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that something does not work, and once that it works again. Threading: any thread. */
final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final String what;
    private final String meanwhile;
    private boolean isOn;

    /**
     * @param what what does not work while it is on
     * @param meanwhile what that means for people
     */
    Outage(String what, String meanwhile) {
        this.what = what;
        this.meanwhile = meanwhile;
    }

    synchronized void begins(Exception reason) {
        if (!isOn) {
            isOn = true;
            LOG.warn("{} does not work, {}: {}", what, meanwhile, reason.toString());
        }
    }

    synchronized void ends() {
        if (isOn) {
            isOn = false;
            LOG.info("{} works again", what);
        }
    }
}
