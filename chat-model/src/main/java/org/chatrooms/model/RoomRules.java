package org.chatrooms.model;

/**
 * What holds for everybody in a room but those who keep order in it.
 *
 * @param slowMode seconds between two messages of one person, up to {@value #MAX_SLOW_MODE}; 0 for none
 * @param membersOnly whether only subscribers may say something
 * @param maxPeople how many people may be in it, up to {@value #MAX_PEOPLE}; 0 for any number
 * @param isArchived whether it can be read, and nothing more, by anybody
 * @param keepDays how many days messages are kept, up to {@value #MAX_DAYS}; 0 for good
 */
public record RoomRules(int slowMode, boolean membersOnly, int maxPeople, boolean isArchived, int keepDays) {
    public static final int MAX_SLOW_MODE = 3600;
    public static final int MAX_PEOPLE = 100_000;
    public static final int MAX_DAYS = 36_500;

    /** A room without rules of its own. */
    public static final RoomRules NONE = new RoomRules(0, false, 0, false, 0);

    /** @throws InvalidInput if a number is not one of those */
    public RoomRules {
        if (slowMode < 0 || slowMode > MAX_SLOW_MODE) {
            throw new InvalidInput("Slow mode is 0 to " + MAX_SLOW_MODE + " seconds");
        }
        if (maxPeople < 0 || maxPeople > MAX_PEOPLE) {
            throw new InvalidInput("A room takes 0 to " + MAX_PEOPLE + " people, 0 for any number");
        }
        if (keepDays < 0 || keepDays > MAX_DAYS) {
            throw new InvalidInput("Messages are kept for 0 to " + MAX_DAYS + " days, 0 for good");
        }
    }
}
