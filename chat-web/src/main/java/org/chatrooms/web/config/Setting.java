package org.chatrooms.web.config;

import java.util.Locale;
import java.util.Optional;

/** The settings there are. The table in the README says of each what stands here, and a test compares them. */
public enum Setting {
    DATA(
            "chatrooms.data",
            SettingKind.FOLDER,
            "chatrooms-data",
            "Folder of the embedded database and of what else must stay, on your own Tomcat below ${catalina.base}; --data sets it."),
    JDBC_URL(
            "chatrooms.jdbc.url",
            SettingKind.SECRET,
            null,
            "URL of a PostgreSQL or MariaDB, jdbc:postgresql:… or jdbc:mariadb:…, instead of the embedded database."),
    JDBC_USER("chatrooms.jdbc.user", SettingKind.TEXT, null, "User of the database at chatrooms.jdbc.url."),
    JDBC_PASSWORD("chatrooms.jdbc.password", SettingKind.PASSWORD, null, "Password of that user."),
    JDBC_JNDI_NAME(
            "chatrooms.jdbc.jndiName",
            SettingKind.TEXT,
            null,
            "Name of the container's data source for a PostgreSQL or MariaDB, such as java:comp/env/jdbc/chat."),
    MESSAGE_HANDLER_CLASS(
            "chatrooms.messageHandlerClass",
            SettingKind.TEXT,
            "org.chatrooms.handler.LocalMessageHandler",
            "Your org.chatrooms.spi.MessageHandler."),
    PRESENCE_STORE_CLASS(
            "chatrooms.presenceStoreClass",
            SettingKind.TEXT,
            "org.chatrooms.handler.LocalPresenceStore",
            "Your org.chatrooms.spi.PresenceStore."),
    ACCESS_POLICY_CLASS(
            "chatrooms.accessPolicyClass",
            SettingKind.TEXT,
            "org.chatrooms.policy.PrivateRooms",
            "Your org.chatrooms.spi.AccessPolicy."),
    MESSAGE_LISTENER_CLASSES(
            "chatrooms.messageListenerClasses",
            SettingKind.CLASSES,
            null,
            "Your org.chatrooms.spi.MessageListener, or several, separated by commas."),
    MOUNT(
            "chatrooms.mount",
            SettingKind.MOUNT,
            null,
            "What every URL of the chat begins with inside a site of your own, such as /chat."),
    AUTHENTICATION(
            "chatrooms.authentication",
            SettingKind.oneOf("own", "container"),
            "own",
            "Who signs people in: own accounts, or the container's login."),
    REGISTRATION(
            "chatrooms.registration", SettingKind.BOOLEAN, "true", "Whether anybody may make themselves an account."),
    LOGIN_URL(
            "chatrooms.loginUrl", SettingKind.PLACE, "login/", "Where one signs in; gets next=, the path to go on to."),
    LOGOUT_URL("chatrooms.logoutUrl", SettingKind.PLACE, null, "Your own page to sign out on."),
    ADMIN_ROLE(
            "chatrooms.adminRole",
            SettingKind.TEXT,
            "chatrooms-admin",
            "The role of administrators; the container's own, where that signs people in."),
    ALLOWED_ORIGINS(
            "chatrooms.allowedOrigins",
            SettingKind.ORIGINS,
            null,
            "Origins that are yours although they differ from Host, such as https://www.example.org, separated by commas."),
    FRAME_ANCESTORS(
            "chatrooms.frameAncestors",
            SettingKind.FRAMERS,
            "'self'",
            "Sites that may show the chat in a frame: 'self', origins such as https://*.example.org, separated by commas, or 'none'."),
    TRUSTED_PROXIES(
            "chatrooms.trustedProxies",
            SettingKind.NETWORKS,
            null,
            "Proxies whose X-Forwarded-For is believed: addresses or networks like 10.0.0.0/8, separated by commas."),
    MONITORING_CLIENTS(
            "chatrooms.monitoringClients",
            SettingKind.NETWORKS,
            null,
            "Who is answered at health/live, health/ready and metrics/: addresses or networks, separated by commas; else nobody."),
    LIMITS_ENABLED("chatrooms.limits.enabled", SettingKind.BOOLEAN, "true", "Whether there are limits at all."),
    LIMITS_MESSAGES_PER_SECOND(
            "chatrooms.limits.messagesPerSecond",
            SettingKind.wholeNumber(1, 1_000_000),
            "5",
            "How many messages a second one person may send for long."),
    LIMITS_MESSAGE_BURST(
            "chatrooms.limits.messageBurst", SettingKind.wholeNumber(1, 1_000_000), "10", "How many of them at once."),
    LIMITS_SIGN_INS_PER_MINUTE(
            "chatrooms.limits.signInsPerMinute",
            SettingKind.wholeNumber(1, 1_000_000),
            "10",
            "How many tries a minute one address has to sign in under one name."),
    LIMITS_ROOM_PASSWORDS_PER_MINUTE(
            "chatrooms.limits.roomPasswordsPerMinute",
            SettingKind.wholeNumber(1, 1_000_000),
            "10",
            "How many tries a minute one address has for the password of one room."),
    LIMITS_WAITING_PER_PERSON(
            "chatrooms.limits.waitingPerPerson",
            SettingKind.wholeNumber(1, 1_000_000),
            "24",
            "How many polls and streams of one person may wait at a time."),
    LIMITS_WAITING_PER_ADDRESS(
            "chatrooms.limits.waitingPerAddress",
            SettingKind.wholeNumber(1, 1_000_000),
            "1000",
            "How many of one address."),
    ;

    private final String parameter;

    @SuppressWarnings("ImmutableEnumChecker") // it is, without an annotation that would say so
    private final SettingKind kind;

    private final String defaultValue;
    private final String description;

    /** @param defaultValue the value it has where nobody gives one; null if it has none then */
    Setting(String parameter, SettingKind kind, String defaultValue, String description) {
        this.parameter = parameter;
        this.kind = kind;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** Its name as a context parameter and as a system property. */
    public String parameter() {
        return parameter;
    }

    /** Its name as an environment variable. */
    public String environmentVariable() {
        return environmentVariable(parameter);
    }

    /** The environment's form of a name: {@code chatrooms.someName} is {@code CHATROOMS_SOME_NAME}. */
    static String environmentVariable(String parameter) {
        return parameter.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    SettingKind kind() {
        return kind;
    }

    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** What it is for, in one sentence. */
    public String description() {
        return description;
    }
}
