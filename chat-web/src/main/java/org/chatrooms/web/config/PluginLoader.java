package org.chatrooms.web.config;

import java.util.List;

/** Makes the objects whose classes settings name. What can go wrong has three names, each with the setting and the class. */
public final class PluginLoader {
    private PluginLoader() {}

    /**
     * Makes a plugin: found by the context class loader, which sees an integrator's classes, or else by our own.
     *
     * @throws StartupException if the class is not there, is not a {@code type}, or cannot be made
     */
    public static <T> T load(ChatConfig config, Setting setting, Class<T> type) {
        return load(setting, config.get(setting), type);
    }

    /** The same for a setting that names any number of classes. */
    public static <T> List<T> loadAll(ChatConfig config, Setting setting, Class<T> type) {
        return config.<String>list(setting).stream()
                .map(name -> load(setting, name, type))
                .toList();
    }

    private static <T> T load(Setting setting, String name, Class<T> type) {
        try {
            Class<?> found = find(setting, name);
            if (!type.isAssignableFrom(found)) {
                throw new StartupException(setting.parameter() + ": " + name + " is not a " + type.getName());
            }
            return type.cast(found.getConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new StartupException(setting.parameter() + ": " + name + " cannot be created: " + reason, e);
        }
    }

    /**
     * Starts a plugin that a setting names.
     *
     * @throws StartupException if it throws anything
     */
    public static void start(Setting setting, Object plugin, Runnable start) {
        try {
            start.run();
        } catch (RuntimeException | LinkageError e) {
            throw new StartupException(
                    setting.parameter() + ": " + plugin.getClass().getName() + " does not start: " + e, e);
        }
    }

    private static Class<?> find(Setting setting, String name) {
        try {
            return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            try {
                return Class.forName(name);
            } catch (ClassNotFoundException alsoNotHere) {
                throw new StartupException(
                        setting.parameter() + ": " + name
                                + " was not found: its jar belongs into the folder of --plugins, or into WEB-INF/lib",
                        alsoNotHere);
            }
        }
    }
}
