package org.chatrooms.web.guard;

import org.chatrooms.model.ChatUser;
import org.chatrooms.repository.AccountRepository;
import org.chatrooms.web.hub.ChatHub;

/** Which names guests may not go by. Threading: any number of threads. */
public final class GuestNames {
    private final AccountRepository accounts;
    private final ChatHub hub;

    public GuestNames(AccountRepository accounts, ChatHub hub) {
        this.accounts = accounts;
        this.hub = hub;
    }

    /** Whether the guest's name reads like that of an account, or of another guest who is here. */
    public boolean isTaken(ChatUser guest) {
        return hub.isNameInUse(guest) || accounts.isTaken(guest.name());
    }
}
