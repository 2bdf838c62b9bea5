package org.chatrooms.web.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.chatrooms.model.Act;
import org.chatrooms.model.ChatUser;
import org.chatrooms.repository.ActRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who decided what over others: one line each in the logger {@code org.chatrooms.audit}, which also says when, and a row for
 * those who run the chat. Threading: any number of threads.
 */
public final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.chatrooms.audit");

    private static final Pattern UNSAFE = Pattern.compile("[\"\\\\$\\p{C}\\p{Zl}\\p{Zp}]");

    private final ActRepository acts;
    private final Clock clock;

    public AuditLog(ActRepository acts, Clock clock) {
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * Notes what was done, once it is.
     *
     * @param act what was done, such as "deleted"
     * @param what to whom or what; people may have written it
     */
    public void record(HttpServletRequest request, String act, String what) {
        String who = Visit.of(request).user().map(ChatUser::username).orElse("nobody");
        if (LOG.isInfoEnabled()) {
            LOG.info("{} {} {}", escaped(who), act, escaped(what));
        }
        try {
            acts.add(new Act(clock.instant(), who, act, what));
        } catch (RuntimeException e) { // it is done, and in the log
            LOG.error("Could not store what is in the line before", e);
        }
    }

    /** Nothing that ends a line, or that a terminal or a viewer of logs could take for something else than text. */
    private static String escaped(String text) {
        return '"' + UNSAFE.matcher(text).replaceAll(AuditLog::code) + '"';
    }

    private static String code(MatchResult character) {
        return String.format("\\\\u{%x}", character.group().codePointAt(0));
    }
}
