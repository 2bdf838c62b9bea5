package org.chatrooms.web.container;

import java.lang.reflect.Field;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the container's threads forget the chat. A thread that ends a waiting request makes the pool of Tomcat 10.1 grow,
 * and up to JDK 23 a new thread notes whose code it was made by, and passes that on to all that it makes itself: a
 * redeployed chat would stay in memory as long as the pool lives. Where the JDK or the way in which the container was
 * started does not let us at that note, nothing is done; Tomcat's own scripts do let us ({@code --add-opens}), for its own
 * hunt for leaks.
 *
 * <p>Threading: the container's thread that stops the application, when nothing of ours runs any more.
 */
public final class ContainerThreads {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerThreads.class);

    private ContainerThreads() {}

    public static void forgetUs() {
        try {
            Field maker = Thread.class.getDeclaredField("inheritedAccessControlContext");
            maker.setAccessible(true);
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                Object context = maker.get(thread);
                if (context != null && !carriesSomebody(context)) {
                    maker.set(thread, null);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("The container's threads keep what they know of us", e);
        }
    }

    /** Whose code it was means something under a security manager only; but it may also say in whose name somebody acts. */
    private static boolean carriesSomebody(Object accessControlContext) throws ReflectiveOperationException {
        return accessControlContext.getClass().getMethod("getDomainCombiner").invoke(accessControlContext) != null;
    }
}
