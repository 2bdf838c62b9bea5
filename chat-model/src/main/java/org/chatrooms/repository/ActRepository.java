package org.chatrooms.repository;

import java.util.List;
import org.chatrooms.model.Act;

/** What was decided over others, in the order in which it was. Threading: any number of threads. */
public final class ActRepository {
    /** What is longer was written by somebody to be long. */
    private static final int MAX_WHAT = 300;

    private final Database database;

    public ActRepository(Database database) {
        this.database = database;
    }

    public void add(Act act) {
        String what = act.what();
        database.run(connection -> Database.update(
                connection,
                "INSERT INTO chat_act (acted_at, who, act, what) VALUES (?, ?, ?, ?)",
                act.date(),
                act.who(),
                act.act(),
                what.length() > MAX_WHAT ? what.substring(0, MAX_WHAT - 1) + "…" : what));
    }

    /** The latest first: after so many, at most so many. */
    public List<Act> latest(int after, int limit) {
        return database.list(
                "SELECT acted_at, who, act, what FROM chat_act ORDER BY id DESC LIMIT ? OFFSET ?",
                row -> new Act(
                        Database.date(row, "acted_at"),
                        row.getString("who"),
                        row.getString("act"),
                        row.getString("what")),
                limit,
                after);
    }
}
