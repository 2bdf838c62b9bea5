package org.chatrooms.web.container;

import java.beans.Expression;
import java.lang.reflect.Field;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the container's JSP compiler from holding on to the chat for ever. At its first use that of Tomcat 11 makes an
 * exception that it keeps, and the trace of that holds every class that led there: inside a request also our filters, and
 * with one of our classes all of them, after a redeploy too. So it is woken here, once, by a thread on whose stack there are
 * only classes of the JDK: no lambda, and nothing else of ours.
 *
 * <p>Threading: the container's thread that starts the application, and one more that ends before it goes on.
 */
public final class PageCompiler {
    private static final Logger LOG = LoggerFactory.getLogger(PageCompiler.class);
    private static final String WITH_THE_EXCEPTION = "org.eclipse.jdt.internal.compiler.lookup.ReferenceBinding";
    private static final String ANY_FIELD = "LUB_GENERIC";

    private PageCompiler() {}

    public static void wake() {
        try {
            Field field = Class.forName(WITH_THE_EXCEPTION, false, PageCompiler.class.getClassLoader())
                    .getField(ANY_FIELD);
            Expression read = new Expression(field, "get", new Object[] {null});
            FutureTask<Object> task = new FutureTask<>(read::getValue);
            new Thread(task, "chatrooms-page-compiler").start();
            task.get();
        } catch (ReflectiveOperationException | ExecutionException e) {
            LOG.debug("The container's compiler is another one than expected", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
