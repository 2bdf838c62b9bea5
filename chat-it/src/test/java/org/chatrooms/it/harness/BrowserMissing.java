package org.chatrooms.it.harness;

import org.opentest4j.TestAbortedException;

/** There is no browser on this machine, and none could be fetched: why, in a few words. */
final class BrowserMissing extends TestAbortedException {
    private static final long serialVersionUID = 1L;

    BrowserMissing(String reason) {
        super(reason);
    }
}
