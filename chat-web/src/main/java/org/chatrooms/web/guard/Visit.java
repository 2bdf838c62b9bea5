package org.chatrooms.web.guard;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatrooms.model.Account;
import org.chatrooms.model.ChatUser;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.text.Texts;

/**
 * One request, as pages and servlets see it: who it is from, where we are mounted, the nonce for inline script. JSPs and
 * overlays get it as {@code ${chat}}, and what pages say in their reader's language as {@code ${text}}.
 */
public final class Visit {
    private static final String ATTRIBUTE = "chat";
    private static final String TEXTS = "text";
    private static final String LANGUAGE_COOKIE = "chatrooms_language";
    private static final Duration KEEP_LANGUAGE = Duration.ofDays(365);
    private static final int MAX_PATH = 1000; // encoded into a header, it is up to three times as long
    private static final Pattern PLAIN_QUERY = Pattern.compile("(?!embed=)[a-z_]{1,20}=[A-Za-z0-9_-]{1,64}");
    private static final Pattern EMBED = Pattern.compile("(?:^|&)embed=(room|readonly|elsewhere)(?:&|$)");

    private final Site site;
    private final String nonce;
    private final String method;
    private final String path;
    private final String query;
    private ChatUser user;
    private boolean isAdministrator;
    private String refusal;

    Visit(Site site, String nonce, HttpServletRequest request) {
        this.site = site;
        this.nonce = nonce;
        method = request.getMethod();
        // Where the container shows a page for an error of its own, the request's own address is that of the page.
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        path = failed == null ? request.getRequestURI() : failed.toString();
        query = Objects.requireNonNullElse(request.getQueryString(), "");
    }

    /** What our own links write, such as {@code ?page=2}: nothing else is carried through a login, nor out of a frame. */
    private String plainQuery() {
        return PLAIN_QUERY.matcher(query).matches() ? "?" + query : "";
    }

    public static Visit of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Visit visit ? visit : null; // a site may use the name, too
    }

    void bindTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The same for a request that a page may be the answer to. */
    void bindToPage(HttpServletRequest request) {
        bindTo(request);
        request.setAttribute(
                TEXTS,
                site.languages().choose(Cookies.read(LANGUAGE_COOKIE, request), request.getHeader("Accept-Language")));
    }

    /**
     * Has pages speak a language to this browser from now on.
     *
     * @throws HttpError 400 if it is none of ours
     */
    public void chooseLanguage(String tag, HttpServletRequest request, HttpServletResponse response) {
        if (!site.languages().has(tag)) {
            throw HttpError.badRequest("language is none that the chat speaks");
        }
        Cookies.give(LANGUAGE_COOKIE, tag, KEEP_LANGUAGE, request, response);
    }

    /** What pages may speak. */
    public Collection<Texts> getLanguages() {
        return site.languages().all();
    }

    void setGuest(ChatUser guest) {
        this.user = guest;
    }

    void setAccount(Account account, boolean isAdministrator) {
        this.user = account.user();
        this.isAdministrator = isAdministrator;
    }

    /** The container knows them, and they may not come in all the same: why, in words for them. */
    void setRefused(String reason) {
        this.refusal = reason;
    }

    Site site() {
        return site;
    }

    /** What every URL of ours begins with, without a slash at the end. */
    public String getBase() {
        return site.base();
    }

    /** Where one may come back to: where one was, unless that was no page that can be opened. */
    public String getHere() {
        boolean isPage = List.of("GET", "HEAD").contains(method) && path.length() <= MAX_PATH;
        return isPage ? path + plainQuery() : getBase() + "/rooms/";
    }

    /**
     * How the page is shown within another one, as its URL says: {@code room}, {@code readonly}, or {@code elsewhere}, which is
     * within that of another site; else empty.
     */
    public String getEmbed() {
        Matcher asked = EMBED.matcher(query);
        return asked.find() ? asked.group(1) : "";
    }

    /** Whether one only reads here, which needs no name. */
    public boolean isReadOnly() {
        return !List.of("", "room").contains(getEmbed());
    }

    /** The URL of one of our pages, to be shown as this one is. */
    public String likewise(String page) {
        String embed = getEmbed();
        return embed.isEmpty() ? page : page + (page.contains("?") ? "&" : "?") + "embed=" + embed;
    }

    /** A moment as pages write it: in UTC, because nobody knows where its reader is. */
    public String dateTime(Instant date) {
        return date.truncatedTo(ChronoUnit.MINUTES).toString().replace("T", " ").replace(":00Z", " UTC");
    }

    /** The nonce that lets an inline script of this page run; only pages have one. */
    public String getNonce() {
        return nonce;
    }

    /** Who it is; null for a guest who has not chosen a name. For JSPs. */
    public ChatUser getUser() {
        return user;
    }

    /** Who it is; empty for a guest who has not chosen a name. */
    public Optional<ChatUser> user() {
        return Optional.ofNullable(user);
    }

    /** Whether they are signed in. */
    public boolean isSignedIn() {
        return user != null && !user.isGuest();
    }

    /** Whether they run the chat. */
    public boolean isAdministrator() {
        return isAdministrator;
    }

    /** Where one signs in, to come back here. */
    public String getLoginUrl() {
        return site.loginUrl(getHere());
    }

    /**
     * What somebody is told who is not signed in and has to be. Whom the site has signed in already is not sent there again:
     * it would send them back, and so on.
     */
    public HttpError signInFirst() {
        return signInFirst(getHere());
    }

    /** The same, to go on to a path of this site. */
    HttpError signInFirst(String next) {
        return refusal == null ? HttpError.unauthorized("Sign in first", loginUrl(next)) : HttpError.forbidden(refusal);
    }

    /** Where one signs in, to go on to a path of this site. */
    public String loginUrl(String next) {
        return site.loginUrl(next);
    }

    /** The site's own way to sign out; empty where it is ours. */
    public String getLogoutUrl() {
        return site.logoutUrl();
    }

    /** Whether people have a password here, which they may change. */
    public boolean hasOwnAccounts() {
        return !site.isContainerLogin();
    }

    /** Whether anybody may make themselves an account. */
    public boolean isRegistrationOpen() {
        return site.isRegistrationOpen() && hasOwnAccounts();
    }
}
