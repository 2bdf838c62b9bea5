package org.chatrooms.it.benchmark;

import jakarta.servlet.http.HttpServlet;
import java.lang.reflect.Constructor;
import java.net.InetAddress;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.cometd.server.http.jakarta.CometDServlet;

/** What the chat is compared with, in the same Tomcat with the chat's own connector, which is taken from its WAR. */
public final class Peer {
    private Peer() {}

    /**
     * Runs it.
     *
     * @param arguments {@code bare} or {@code cometd}, and an empty folder
     */
    public static void main(String[] arguments) throws Exception {
        Constructor<?> ours =
                Class.forName("org.chatrooms.launcher.ChatConnector").getDeclaredConstructor();
        ours.setAccessible(true);
        Connector connector = (Connector) ours.newInstance();
        connector.setPort(0);
        connector.setProperty("address", InetAddress.getByName("localhost").getHostAddress());
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[1]);
        tomcat.setConnector(connector);
        boolean isBare = arguments[0].equals("bare");
        HttpServlet servlet = isBare ? new BareServlet() : new CometDServlet();
        Context context = tomcat.addContext("", null);
        Wrapper wrapper = Tomcat.addServlet(context, "peer", servlet);
        wrapper.setAsyncSupported(true);
        wrapper.setLoadOnStartup(1);
        context.addServletMapping(isBare ? "/chat/*" : "/cometd/*", "peer");
        tomcat.start();
        System.out.println("It is ready: http://localhost:" + connector.getLocalPort() + "/");
        tomcat.getServer().await();
    }
}
