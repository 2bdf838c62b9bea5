package org.chatrooms.repository;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** A data source that lets a test step in before and after a method of it, or of one of its connections. */
final class InterceptedDataSource {
    /** Waits, or throws what the method then throws. */
    @FunctionalInterface
    interface Step {
        void at(String method) throws Exception;
    }

    private InterceptedDataSource() {}

    static DataSource before(DataSource real, Step step) {
        return intercepted(DataSource.class, real, step, method -> {});
    }

    static DataSource after(DataSource real, Step step) {
        return intercepted(DataSource.class, real, method -> {}, step);
    }

    private static <T> T intercepted(Class<T> type, T real, Step before, Step after) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
                    before.at(method.getName());
                    Object result;
                    try {
                        result = method.invoke(real, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    after.at(method.getName());
                    return result instanceof Connection connection
                            ? intercepted(Connection.class, connection, before, after)
                            : result;
                }));
    }
}
