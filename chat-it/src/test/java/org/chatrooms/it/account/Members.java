package org.chatrooms.it.account;

import java.nio.file.Path;
import java.util.Optional;
import org.chatrooms.it.harness.Answers;
import org.chatrooms.it.harness.EmbeddedServer;
import org.chatrooms.it.harness.HostSite;
import org.chatrooms.it.harness.Person;
import org.chatrooms.model.Room;

/** The room that wants people who are signed in, in a site whose container signs them in. */
final class Members {
    static final long ROOM = 2;

    private Members() {}

    static Path makeRoom(Path data) {
        EmbeddedServer.makeRooms(data, new Room(0, "Members", "members", "", false, false, Optional.empty()));
        return data;
    }

    /** With a boss, ada, and one of the staff, bob. */
    static HostSite site(Path folder) throws Exception {
        return new HostSite(folder)
                .setting("chatrooms.authentication", "container")
                .setting("chatrooms.adminRole", "boss")
                .user("ada", "boss")
                .user("bob", "staff");
    }

    /** Whom the pages take somebody for; empty for nobody. */
    static String nameOf(Person person) throws Exception {
        String page = Answers.page(200, person.get("rooms/"));
        String before = "You are <strong dir=\"auto\">";
        int start = page.indexOf(before) + before.length();
        return page.contains(before) ? page.substring(start, page.indexOf('<', start)) : "";
    }
}
