package org.chatrooms.launcher;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;

/** The Tomcat that comes with the WAR, set up for a chat. */
public final class EmbeddedTomcat {
    private EmbeddedTomcat() {}

    /**
     * Starts, prints the link and stays.
     *
     * @return why it does not run, in one line; null when it does
     */
    public static String run(String host, int port, String contextPath, Path webapp, Path data) throws IOException {
        KeptLog log = KeptLog.instead();
        Tomcat tomcat = new Tomcat();
        try {
            Context context = configure(tomcat, host, port, contextPath, webapp, data);
            tomcat.start();
            if (context.getState() != LifecycleState.STARTED) {
                Object reason = context.getServletContext().getAttribute("chatrooms.startupFailure");
                tomcat.stop();
                return reason != null ? reason.toString() : "the web application failed\n" + log;
            }
            log.release();
            String url = "http://" + host + ":" + tomcat.getConnector().getLocalPort() + contextPath + "/";
            System.out.println("Chatrooms is ready: "
                    + url
                    + context.getServletContext().getAttribute("chatrooms.startPage"));
            return null;
        } catch (LifecycleException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    return "Port " + port + " of " + host + " is taken; --port chooses another";
                }
            }
            return e + "\n" + log;
        }
    }

    private static Context configure(
            Tomcat tomcat, String host, int port, String contextPath, Path webapp, Path data) throws IOException {
        tomcat.setBaseDir(Files.createDirectories(data.resolve("work")).toString());
        tomcat.setHostname("localhost");
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setThrowOnFailure(true);
        connector.setProperty("address", host);
        tomcat.setConnector(connector);
        Host tomcatHost = tomcat.getHost();
        ErrorReportValve errors = new ErrorReportValve();
        errors.setShowReport(false);
        errors.setShowServerInfo(false);
        tomcatHost.getPipeline().addValve(errors);
        ((StandardHost) tomcatHost).setErrorReportValveClass(null);
        // Without this the web application's listener is not found: its classes come from the WAR, Tomcat's from beside it.
        tomcat.getEngine().setParentClassLoader(EmbeddedTomcat.class.getClassLoader());
        return tomcat.addWebapp(contextPath, webapp.toString());
    }

    /** Keeps what is logged during the start: one clear line is enough, unless the reason is none that we know. */
    private static final class KeptLog extends Handler {
        private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
        private final Handler[] others = Logger.getLogger("").getHandlers();

        static KeptLog instead() {
            KeptLog log = new KeptLog();
            Logger root = Logger.getLogger("");
            for (Handler other : log.others) {
                root.removeHandler(other);
            }
            root.addHandler(log);
            return log;
        }

        /** From now on only warnings and errors, where they went before. */
        void release() {
            Logger root = Logger.getLogger("");
            root.removeHandler(this);
            for (Handler other : others) {
                root.addHandler(other);
            }
            root.setLevel(Level.WARNING);
        }

        @Override
        public void publish(LogRecord message) {
            records.add(message);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (LogRecord message : List.copyOf(records)) {
                text.append(new java.util.logging.SimpleFormatter().format(message));
            }
            return text.toString();
        }
    }
}
