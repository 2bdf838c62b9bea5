package org.chatrooms.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.chatrooms.model.Kind;
import org.chatrooms.spi.MessageArchive;
import org.chatrooms.web.account.AccountServlet;
import org.chatrooms.web.account.ContainerLoginServlet;
import org.chatrooms.web.account.DeleteAccountServlet;
import org.chatrooms.web.account.LanguageServlet;
import org.chatrooms.web.account.LoginServlet;
import org.chatrooms.web.account.LogoutServlet;
import org.chatrooms.web.account.NewPasswordServlet;
import org.chatrooms.web.account.RegisterServlet;
import org.chatrooms.web.account.SignInAndOut;
import org.chatrooms.web.account.SignOutEverywhereServlet;
import org.chatrooms.web.admin.ActsServlet;
import org.chatrooms.web.admin.AdminServlet;
import org.chatrooms.web.admin.AdministratorFilter;
import org.chatrooms.web.admin.DeleteRoomServlet;
import org.chatrooms.web.admin.EditRoomServlet;
import org.chatrooms.web.admin.EraseServlet;
import org.chatrooms.web.admin.Erasure;
import org.chatrooms.web.admin.ExportServlet;
import org.chatrooms.web.admin.HereNowServlet;
import org.chatrooms.web.admin.MessagesServlet;
import org.chatrooms.web.admin.PeopleServlet;
import org.chatrooms.web.admin.WorkServlet;
import org.chatrooms.web.guard.AuditLog;
import org.chatrooms.web.guard.BodyFilter;
import org.chatrooms.web.guard.ErrorFilter;
import org.chatrooms.web.guard.GuestNames;
import org.chatrooms.web.guard.HeadersFilter;
import org.chatrooms.web.guard.PersonFilter;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.RoomRights;
import org.chatrooms.web.guard.SameOriginFilter;
import org.chatrooms.web.guard.Site;
import org.chatrooms.web.http.NothingServlet;
import org.chatrooms.web.http.RedirectServlet;
import org.chatrooms.web.http.StaticServlet;
import org.chatrooms.web.message.ChangeMessageServlet;
import org.chatrooms.web.message.GetHistoryServlet;
import org.chatrooms.web.message.GetLatestMessageIdServlet;
import org.chatrooms.web.message.GetMessagesServlet;
import org.chatrooms.web.message.MarkReadServlet;
import org.chatrooms.web.message.RestoreMessageServlet;
import org.chatrooms.web.message.SearchServlet;
import org.chatrooms.web.message.SendMessageServlet;
import org.chatrooms.web.moderation.ModerateServlet;
import org.chatrooms.web.moderation.Moderated;
import org.chatrooms.web.moderation.OrderServlet;
import org.chatrooms.web.monitoring.MonitoringFilter;
import org.chatrooms.web.room.Parts;
import org.chatrooms.web.room.RoomServlet;
import org.chatrooms.web.room.RoomsListServlet;
import org.chatrooms.web.room.SubscribersServlet;
import org.chatrooms.web.room.UnlockServlet;
import org.chatrooms.web.user.GetUsersListServlet;
import org.chatrooms.web.user.NotifyTypingServlet;
import org.chatrooms.web.user.NotifyUsersListServlet;
import org.chatrooms.web.user.SetGuestNameServlet;

/**
 * Which URL is whose, and what each request passes first. Registered in code: an integrator's own {@code web.xml} loses
 * nothing, and the order of the filters is the order in which they stand here. All of it is below the mount, but for who
 * somebody is, which a site's own pages may ask, too.
 */
final class Routes {
    private final ServletContext context;
    private final Site site;
    private final Set<String> ajax = new HashSet<>();
    private final Set<String> unframed = new HashSet<>();

    private Routes(ServletContext context, Site site) {
        this.context = context;
        this.site = site;
    }

    static void register(ServletContext context, ChatApplication chat, Site site) {
        Routes routes = new Routes(context, site);
        RoomRights rights = new RoomRights(chat.rooms, chat.sanctions, chat.addresses, chat.hub::present);
        RoomDoor door = new RoomDoor(chat.rooms, rights, chat.policy, chat.keys);
        AuditLog audit = new AuditLog(chat.acts, chat.clock);
        GuestNames names = new GuestNames(chat.accounts, chat.hub);
        Parts parts = new Parts(chat.rooms, chat.reads, door, chat.hub);
        SignInAndOut sign = new SignInAndOut(chat.tokens, chat.keys, chat.hub);

        routes.filter(
                "headers",
                new HeadersFilter(site, request -> !routes.isAjax(request), routes::isFile, routes::isUnframed));
        routes.filter("embed", Routes::lend, "/static/chatrooms/js/embed.js");
        routes.filter("errors", new ErrorFilter(routes::isAjax));
        routes.filterAll("launcher", Routes::hide, "/org/chatrooms/launcher/*");
        routes.filter("monitoring", chat.monitoring, "/health/*", "/metrics/*"); // before what may need the database
        routes.filter("sameOrigin", new SameOriginFilter(site));
        routes.filter("body", new BodyFilter(chat.clock));
        routes.filterAll("person", new PersonFilter(site, chat.tokens, chat.accounts), "/*");
        routes.filterAll("parts", (request, response, chain) -> routes.bind(parts, request, response, chain), "/*");

        routes.mapRoot(new RedirectServlet(site.base() + "/rooms/"));
        routes.page("rooms", new RoomsListServlet(parts));
        routes.map("room", new RoomServlet(chat.hub, parts, door, names, chat.limits, chat.clock), "/room/*");
        routes.page("unlock", new UnlockServlet(door, chat.keys, chat.passwords, chat.limits));
        routes.page("setguestname", new SetGuestNameServlet(chat.hub, chat.tokens, names));
        routes.page("language", new LanguageServlet());

        if (site.isContainerLogin()) {
            routes.unframedPage("login", new ContainerLoginServlet());
        } else {
            routes.unframedPage("login", new LoginServlet(chat.accounts, chat.passwords, chat.limits, sign));
            routes.unframedPage("account", new AccountServlet(chat.accounts, chat.passwords, chat.tokens, chat.limits));
            routes.unframedPage(
                    "account/delete", new DeleteAccountServlet(chat.accounts, chat.passwords, chat.limits, sign));
            routes.unframedPage(
                    "new_password", new NewPasswordServlet(chat.accounts, chat.passwordLinks, chat.passwords, sign));
            routes.page("sign_out_everywhere", new SignOutEverywhereServlet(chat.accounts, sign));
            if (site.isRegistrationOpen()) {
                routes.unframedPage("register", new RegisterServlet(chat.accounts, chat.passwords, chat.limits, sign));
            }
        }
        routes.page("logout", new LogoutServlet(chat.tokens, sign));
        routes.unframedPage("order", new OrderServlet(door, chat.sanctions, audit));
        routes.unframedPage("subscribers", new SubscribersServlet(chat.rooms, chat.accounts, door, audit));

        routes.filter(
                "administrator", new AdministratorFilter(chat.hub.archive().isPresent()), "/admin/*");
        routes.unframedPage("admin", new AdminServlet(chat.rooms));
        routes.unframedPage("admin/room", new EditRoomServlet(chat.rooms, chat.accounts, chat.passwords, audit));
        routes.unframedPage("admin/room/delete", new DeleteRoomServlet(chat.rooms, chat.hub, chat.deletion, audit));
        routes.unframedPage("admin/people", new PeopleServlet(chat.accounts, chat.passwordLinks, chat.hub, audit));
        routes.unframedPage("admin/room/export", new ExportServlet(chat.rooms, chat.hub, chat.works, audit));
        routes.unframedPage("admin/acts", new ActsServlet(chat.acts));
        routes.unframedPage("admin/here", new HereNowServlet(chat.rooms, chat.hub));

        routes.unframedPage("admin/work", new WorkServlet(chat.works, audit));

        routes.ajax("get_latest_msg_id", new GetLatestMessageIdServlet(chat.hub, door));
        routes.ajax("get_messages", new GetMessagesServlet(chat.hub, door, chat.limits));
        routes.ajax("send_message", new SendMessageServlet(chat.hub, door, chat.limits, chat.clock));
        Erasure erasure = new Erasure(chat.rooms, chat.hub, chat.works, chat.undo, chat.clock);
        chat.hub
                .archive()
                .ifPresentOrElse(archive -> routes.archive(archive, chat, door, audit, erasure), routes::noArchive);
        routes.ajax("get_users_list", new GetUsersListServlet(chat.hub, door, chat.limits));
        routes.ajax("notify_users_list", new NotifyUsersListServlet(chat.hub, door));
        routes.ajax("notify_typing", new NotifyTypingServlet(chat.hub, door, chat.limits));
        routes.ajax(
                "moderate",
                new ModerateServlet(
                        door,
                        new Moderated(door, chat.rooms, chat.accounts, chat.sanctions, chat.hub),
                        chat.sanctions,
                        erasure,
                        audit,
                        chat.clock));
        routes.ajax("mark_read", new MarkReadServlet(chat.reads, chat.hub, door, chat.limits));

        // For whoever the filter did not answer.
        routes.map("monitoring", new NothingServlet(), MonitoringFilter.urls());
    }

    private void archive(MessageArchive archive, ChatApplication chat, RoomDoor door, AuditLog audit, Erasure erasure) {
        unframedPage("admin/messages", new MessagesServlet(chat.rooms, chat.hub, archive, audit, chat.clock));
        unframedPage("admin/people/erase", new EraseServlet(chat.accounts, erasure, audit));
        ajax("get_history", new GetHistoryServlet(archive, door));
        ajax("search", new SearchServlet(archive, door, chat.limits));
        for (Kind kind : List.of(Kind.EDIT, Kind.DELETE)) {
            ajax(
                    kind.name().toLowerCase(Locale.ROOT) + "_message",
                    new ChangeMessageServlet(kind, chat.hub, door, chat.limits, audit, chat.undo, chat.clock));
        }
        ajax("restore_message", new RestoreMessageServlet(chat.hub, door, chat.limits, audit, chat.undo, chat.clock));
    }

    /** Scripts are told in their form that there is no such thing. */
    private void noArchive() {
        for (String name : List.of("get_history", "search", "edit_message", "delete_message", "restore_message")) {
            ajax(name, new NothingServlet());
        }
    }

    /** Where the web application is ours alone, files and all that is not there are the container's business. */
    private void mapRoot(Servlet rooms) {
        if (site.mount().isEmpty()) {
            context.addServlet("chatrooms-root", rooms).addMapping("");
        } else {
            map("root", rooms, "", "/");
            map("static", new StaticServlet(), "/static/*");
            map("nothing", new NothingServlet(), "/*");
        }
    }

    private void page(String name, Servlet servlet) {
        map(name, servlet, "/" + name + "/");
        map(name + "-slash", new RedirectServlet(site.base() + "/" + name + "/"), "/" + name);
    }

    private void unframedPage(String name, Servlet servlet) {
        unframed.add(site.mount() + "/" + name + "/");
        page(name, servlet);
    }

    private void ajax(String name, Servlet servlet) {
        ajax.add(site.mount() + "/" + name);
        ajax.add(site.mount() + "/" + name + "/");
        map(name, servlet, "/" + name + "/", "/" + name);
    }

    /** @param urls below the mount */
    private void map(String name, Servlet servlet, String... urls) {
        ServletRegistration.Dynamic registration = context.addServlet("chatrooms-" + name, servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(belowMount(urls));
    }

    private void filter(String name, Filter filter) {
        filter(name, filter, "/*");
    }

    private String[] belowMount(String... urls) {
        return Arrays.stream(urls).map(url -> site.mount() + url).toArray(String[]::new);
    }

    /** @param urls below the mount */
    private void filter(String name, Filter filter, String... urls) {
        filterAll(name, filter, belowMount(urls));
    }

    /**
     * For the site's own pages, too. Also before the container's own error pages: what lies below WEB-INF is refused before
     * any filter.
     */
    private void filterAll(String name, Filter filter, String... urls) {
        FilterRegistration.Dynamic registration = context.addFilter("chatrooms-" + name, filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR), true, urls);
    }

    /** For what lies at the root of the archive only because {@code java -jar} looks for it there. */
    private static void hide(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
        ((HttpServletResponse) response)
                .sendError(HttpServletResponse.SC_NOT_FOUND); // in a site, it is the site's page
    }

    /** Our tags may be on any page. */
    private void bind(Parts parts, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isAjax((HttpServletRequest) request)) {
            parts.bindTo((HttpServletRequest) request);
        }
        chain.doFilter(request, response);
    }

    /** For the pages of other sites, where a module that does not say so is not run. */
    private static void lend(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ((HttpServletResponse) response).setHeader("Access-Control-Allow-Origin", "*");
        chain.doFilter(request, response);
    }

    private boolean isAjax(HttpServletRequest request) {
        return ajax.contains(request.getServletPath());
    }

    /** Script or style, which load nothing by themselves; and not what is not there, for which a page is shown. */
    private boolean isFile(HttpServletRequest request) {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        if (!path.startsWith(site.mount() + "/static/") || !(path.endsWith(".js") || path.endsWith(".css"))) {
            return false;
        }
        try {
            return context.getResource(path.substring(site.mount().length())) != null;
        } catch (MalformedURLException e) {
            return false;
        }
    }

    private boolean isUnframed(HttpServletRequest request) {
        return unframed.contains(request.getServletPath());
    }
}
