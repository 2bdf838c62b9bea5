package org.chatrooms.web.container;

import jakarta.servlet.ServletContext;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.NotificationBroadcaster;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when Tomcat begins to stop the web application. {@code contextDestroyed} is too late for those who wait: before it
 * Tomcat gives them 2 s to end by themselves. Waiting less ({@code unloadDelay}) would need a context file, which a site's
 * own replaces, and would cut short who is just sending. So this listens to what Tomcat tells its management interface,
 * for which no class of Tomcat is needed; where nothing is told, {@code contextDestroyed} has to do.
 *
 * <p>Threading: the container's thread that stops the application runs the action.
 */
public final class StopNotice implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StopNotice.class);
    private static final String STOPPING = "j2ee.state.stopping";

    private final NotificationBroadcaster application;
    private final NotificationListener listener;

    private StopNotice(NotificationBroadcaster application, NotificationListener listener) {
        this.application = application;
        this.listener = listener;
    }

    /** Runs the action when the application begins to stop; gives what ends the listening. */
    public static AutoCloseable listen(ServletContext context, Runnable action) {
        try {
            Object application =
                    ManagementFactory.getPlatformMBeanServer().getAttribute(nameOf(context), "managedResource");
            if (application instanceof NotificationBroadcaster broadcaster) {
                StopNotice notice = new StopNotice(broadcaster, (notification, handback) -> {
                    if (notification.getType().equals(STOPPING)) {
                        action.run();
                    }
                });
                broadcaster.addNotificationListener(notice.listener, null, null);
                return notice;
            }
        } catch (JMException | RuntimeException e) {
            LOG.debug("Who waits is answered later when the application stops", e);
        }
        return () -> {};
    }

    /** Of two versions of an application that run side by side, each has its own name. */
    private static ObjectName nameOf(ServletContext context) throws JMException {
        String[] engineAndHost = context.getVirtualServerName().split("/", 2);
        String path = context.getContextPath().isEmpty() ? "/" : context.getContextPath();
        Object version = context.getAttribute("org.apache.catalina.webappVersion");
        return new ObjectName(engineAndHost[0] + ":j2eeType=WebModule,name=//" + engineAndHost[1] + path
                + (version == null || version.equals("") ? "" : "##" + version)
                + ",J2EEApplication=none,J2EEServer=none");
    }

    /** A reloaded application is another one to us, but the same to Tomcat, which would keep our classes. */
    @Override
    public void close() throws JMException {
        application.removeNotificationListener(listener);
    }
}
