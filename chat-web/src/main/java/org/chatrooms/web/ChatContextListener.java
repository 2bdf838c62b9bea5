package org.chatrooms.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chatrooms.web.config.ChatConfig;
import org.chatrooms.web.config.Setting;
import org.chatrooms.web.config.StartupException;
import org.chatrooms.web.container.ContainerThreads;
import org.chatrooms.web.container.PageCompiler;
import org.chatrooms.web.container.StopNotice;
import org.chatrooms.web.guard.Site;
import org.chatrooms.web.text.Languages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the container meets the chat: starts it with the web application, stops it with it. */
@WebListener
public final class ChatContextListener implements ServletContextListener {
    /** Context attribute: the path of the page to begin with, for the launcher to print. */
    public static final String START_PAGE = "chatrooms.startPage";

    /** Context attribute: name and password of the administrator whom the first start made, for the launcher to print. */
    public static final String ADMINISTRATOR = "chatrooms.administrator";

    /** Context attribute: why the chat did not start, in one line for the launcher to print. */
    public static final String STARTUP_FAILURE = "chatrooms.startupFailure";

    private static final Logger LOG = LoggerFactory.getLogger(ChatContextListener.class);
    private static final String LOBBY = "lobby";

    private final Clock clock;
    private final Function<Runnable, AutoCloseable> ticker;
    private ChatApplication chat;
    private AutoCloseable stopNotice = () -> {};

    public ChatContextListener() {
        this(Clock.systemUTC(), Ticker::start);
    }

    /**
     * With a time of one's own.
     *
     * @param ticker starts whatever calls the tick, and gives what stops it
     */
    public ChatContextListener(Clock clock, Function<Runnable, AutoCloseable> ticker) {
        this.clock = clock;
        this.ticker = ticker;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        try {
            ChatConfig config =
                    ChatConfig.read(parameters(context), properties(System.getProperties()), System.getenv());
            chat = ChatApplication.start(config, clock, ticker);
            Site site = site(context, config);
            Routes.register(context, chat, site);
            PageCompiler.wake();
            stopNotice = StopNotice.listen(context, chat.hub::close);
            context.setAttribute(
                    START_PAGE,
                    site.base() + (chat.rooms.findBySlug(LOBBY).isPresent() ? "/room/" + LOBBY + "/" : "/rooms/"));
            chat.administrator.ifPresent(nameAndPassword -> {
                LOG.info("Administrator: {}", nameAndPassword);
                context.setAttribute(ADMINISTRATOR, nameAndPassword);
            });
        } catch (StartupException e) {
            LOG.error("Chatrooms does not start: {}", e.getMessage());
            context.setAttribute(STARTUP_FAILURE, e.getMessage());
            throw e;
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            stopNotice.close();
        } catch (Exception e) {
            LOG.warn("Still listening for the end of the application", e);
        }
        if (chat != null) {
            chat.close();
        }
        ContainerThreads.forgetUs();
    }

    private static Site site(ServletContext context, ChatConfig config) {
        return new Site(
                context.getContextPath(),
                config.find(Setting.MOUNT).orElse(""),
                config.get(Setting.AUTHENTICATION).equals("container"),
                config.isOn(Setting.REGISTRATION),
                config.get(Setting.LOGIN_URL),
                config.find(Setting.LOGOUT_URL).orElse(""),
                config.get(Setting.ADMIN_ROLE),
                Set.copyOf(config.list(Setting.ALLOWED_ORIGINS)),
                String.join(" ", config.<String>list(Setting.FRAME_ANCESTORS)),
                Languages.read(context));
    }

    private static Map<String, String> parameters(ServletContext context) {
        return Collections.list(context.getInitParameterNames()).stream()
                .collect(Collectors.toMap(Function.identity(), context::getInitParameter));
    }

    static Map<String, String> properties(Properties properties) {
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), properties::getProperty));
    }
}
