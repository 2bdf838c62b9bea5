package org.chatrooms.web.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chatrooms.handler.LocalMessageHandler;
import org.chatrooms.handler.LocalPresenceStore;
import org.chatrooms.model.ChatMessage;
import org.chatrooms.model.ChatUser;
import org.chatrooms.spi.MessageHandler;
import org.chatrooms.spi.MessageListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginLoaderTest {
    private static final String NOT_FOUND =
            " was not found: its jar belongs into the folder of --plugins, or into WEB-INF/lib";

    public static class OfAnIntegrator extends LocalMessageHandler {}

    public static class Hidden extends LocalMessageHandler {
        Hidden() {}
    }

    public abstract static class HalfDone extends LocalMessageHandler {}

    public static class Failing extends LocalMessageHandler {
        public Failing() {
            throw new IllegalStateException("no licence");
        }
    }

    public static class FailingClass extends LocalMessageHandler {
        static final int NUMBER = Integer.parseInt("no number");
    }

    public static class First implements MessageListener {
        @Override
        public void messageReceived(long roomId, ChatUser sender, ChatMessage message) {}
    }

    public static class Second extends First {}

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restoreContextClassLoader() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void without_a_setting_it_is_the_default() {
        ChatConfig config = ChatConfig.read(Map.of(), Map.of(), Map.of());

        assertSame(
                LocalMessageHandler.class,
                PluginLoader.load(config, Setting.MESSAGE_HANDLER_CLASS, MessageHandler.class)
                        .getClass());
    }

    @Test
    void a_list_of_classes_makes_one_of_each_in_their_order() {
        String setting = Setting.MESSAGE_LISTENER_CLASSES.parameter();
        String names = First.class.getName() + " , " + Second.class.getName();
        List<Class<?>> made = new ArrayList<>();

        PluginLoader.loadAll(config(setting, names), Setting.MESSAGE_LISTENER_CLASSES, MessageListener.class)
                .forEach(listener -> made.add(listener.getClass()));

        assertEquals(List.of(First.class, Second.class), made);
        StartupException refused = assertThrows(
                StartupException.class,
                () -> PluginLoader.loadAll(
                        config(setting, names + ",org.example.Missing"),
                        Setting.MESSAGE_LISTENER_CLASSES,
                        MessageListener.class));
        assertEquals(setting + ": org.example.Missing" + NOT_FOUND, refused.getMessage());
    }

    @Test
    void a_class_is_found_by_the_context_class_loader_first() {
        ClassLoader theirs = new ClassLoader(before) {
            @Override
            public Class<?> loadClass(String name) throws ClassNotFoundException {
                return name.equals(OfAnIntegrator.class.getName()) ? findClass(name) : super.loadClass(name);
            }

            @Override
            protected Class<?> findClass(String name) {
                byte[] code = codeOf(OfAnIntegrator.class);
                return defineClass(name, code, 0, code.length);
            }
        };
        Thread.currentThread().setContextClassLoader(theirs);

        assertSame(theirs, load(OfAnIntegrator.class.getName()).getClass().getClassLoader());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "platform")
    void a_class_that_the_context_class_loader_does_not_know_is_found_by_our_own(String loader) {
        Thread.currentThread().setContextClassLoader(loader == null ? null : ClassLoader.getPlatformClassLoader());

        assertInstanceOf(OfAnIntegrator.class, load(OfAnIntegrator.class.getName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.example.Missing", "no class", "org/chatrooms/handler/LocalMessageHandler"})
    void a_class_that_is_not_there_was_not_found(String name) {
        assertRefused("chatrooms.messageHandlerClass: " + name + NOT_FOUND, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.lang.String", "org.chatrooms.handler.LocalPresenceStore"})
    void a_class_of_another_kind_is_not_a_handler(String name) {
        assertRefused("chatrooms.messageHandlerClass: " + name + " is not a org.chatrooms.spi.MessageHandler", name);
    }

    @ParameterizedTest
    @ValueSource(classes = {Hidden.class, HalfDone.class, MessageHandler.class, Failing.class, FailingClass.class})
    void a_class_that_makes_no_object_cannot_be_created(Class<?> type) {
        String message = refusal(type.getName()).getMessage();
        String expected = "chatrooms.messageHandlerClass: " + type.getName() + " cannot be created: ";

        assertEquals(expected, message.substring(0, Math.min(expected.length(), message.length())));
    }

    @Test
    void why_it_cannot_be_created_is_told() {
        assertRefused(
                "chatrooms.messageHandlerClass: " + Failing.class.getName()
                        + " cannot be created: java.lang.IllegalStateException: no licence",
                Failing.class.getName());
    }

    @Test
    void a_class_that_misses_another_one_cannot_be_created() {
        Thread.currentThread().setContextClassLoader(new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) {
                throw new NoClassDefFoundError("org/example/Missing");
            }
        });

        assertRefused(
                "chatrooms.messageHandlerClass: org.example.Theirs cannot be created:"
                        + " java.lang.NoClassDefFoundError: org/example/Missing",
                "org.example.Theirs");
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, NoClassDefFoundError.class})
    void a_plugin_that_does_not_start_says_why_in_one_line(Class<? extends Throwable> type) throws Exception {
        Throwable failure = type.getConstructor(String.class).newInstance("no\n  licence");

        StartupException e = assertThrows(
                StartupException.class,
                () -> PluginLoader.start(Setting.PRESENCE_STORE_CLASS, new LocalPresenceStore(), () -> sneak(failure)));

        assertEquals(
                "chatrooms.presenceStoreClass: org.chatrooms.handler.LocalPresenceStore does not start: "
                        + type.getName() + ": no licence",
                e.getMessage());
        assertSame(failure, e.getCause());
    }

    private static void sneak(Throwable failure) {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        throw (Error) failure;
    }

    private static byte[] codeOf(Class<?> type) {
        try (InputStream file = type.getResourceAsStream("PluginLoaderTest$OfAnIntegrator.class")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageHandler load(String name) {
        return PluginLoader.load(
                config(Setting.MESSAGE_HANDLER_CLASS.parameter(), name),
                Setting.MESSAGE_HANDLER_CLASS,
                MessageHandler.class);
    }

    private static ChatConfig config(String setting, String value) {
        return ChatConfig.read(Map.of(setting, value), Map.of(), Map.of());
    }

    private static StartupException refusal(String name) {
        return assertThrows(StartupException.class, () -> load(name));
    }

    private static void assertRefused(String message, String name) {
        assertEquals(message, refusal(name).getMessage());
    }
}
