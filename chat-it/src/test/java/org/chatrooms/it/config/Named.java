package org.chatrooms.it.config;

import org.apache.tomcat.util.descriptor.web.ContextResource;

/** What a container keeps for a site under {@link #NAME}. */
final class Named {
    static final String NAME = "java:comp/env/jdbc/chat";

    private Named() {}

    /** A pool as some sites have it: its transactions begin by themselves and end only when they are ended. */
    static ContextResource pool(String driver, String url) {
        ContextResource pool = resource("javax.sql.DataSource", "com.zaxxer.hikari.HikariJNDIFactory");
        pool.setProperty("driverClassName", driver);
        pool.setProperty("jdbcUrl", url);
        pool.setProperty("autoCommit", "false");
        pool.setProperty("connectionTimeout", "1000");
        pool.setProperty("initializationFailTimeout", "-1");
        pool.setCloseMethod("close");
        return pool;
    }

    static ContextResource text() {
        return resource("java.lang.String", "org.apache.naming.factory.BeanFactory");
    }

    private static ContextResource resource(String type, String factory) {
        ContextResource resource = new ContextResource();
        resource.setName("jdbc/chat");
        resource.setType(type);
        resource.setProperty("factory", factory);
        return resource;
    }
}
