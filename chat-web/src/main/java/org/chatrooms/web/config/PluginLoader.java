package org.chatrooms.web.config;

/** Makes the objects whose classes settings name. What can go wrong has three names, each with the setting and the class. */
public final class PluginLoader {
    private PluginLoader() {}

    /**
     * Makes a plugin: found by the context class loader, which sees an integrator's classes, or else by our own.
     *
     * @throws StartupException if the class is not there, is not a {@code type}, or cannot be made
     */
    public static <T> T load(ChatConfig config, Setting setting, Class<T> type) {
        String name = config.get(setting);
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
     * Starts a plugin.
     *
     * @throws StartupException if it throws anything
     */
    public static void start(ChatConfig config, Setting setting, Runnable plugin) {
        try {
            plugin.run();
        } catch (RuntimeException | LinkageError e) {
            throw new StartupException(setting.parameter() + ": " + config.get(setting) + " does not start: " + e, e);
        }
    }

    private static Class<?> find(Setting setting, String name) {
        try {
            return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            try {
                return Class.forName(name);
            } catch (ClassNotFoundException alsoNotHere) {
                throw new StartupException(setting.parameter() + ": " + name + " was not found", alsoNotHere);
            }
        }
    }
}
