package org.chatrooms.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
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
import org.chatrooms.web.account.SignOutEverywhereServlet;
import org.chatrooms.web.admin.AdminServlet;
import org.chatrooms.web.admin.AdministratorFilter;
import org.chatrooms.web.admin.DeleteRoomServlet;
import org.chatrooms.web.admin.EditRoomServlet;
import org.chatrooms.web.admin.PeopleServlet;
import org.chatrooms.web.guard.BodyFilter;
import org.chatrooms.web.guard.ErrorFilter;
import org.chatrooms.web.guard.GuestNames;
import org.chatrooms.web.guard.HeadersFilter;
import org.chatrooms.web.guard.PersonFilter;
import org.chatrooms.web.guard.RoomDoor;
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
import org.chatrooms.web.message.SearchServlet;
import org.chatrooms.web.message.SendMessageServlet;
import org.chatrooms.web.monitoring.MonitoringFilter;
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
        RoomDoor door = new RoomDoor(chat.rooms(), chat.policy(), chat.keys());
        GuestNames names = new GuestNames(chat.accounts(), chat.hub());

        routes.filter("headers", new HeadersFilter(site, request -> !routes.isAjax(request), routes::isUnframed));
        routes.filter("errors", new ErrorFilter(routes::isAjax));
        routes.filterAll("launcher", Routes::hide, "/org/chatrooms/launcher/*");
        routes.filter("monitoring", chat.monitoring(), "/health/*", "/metrics/*"); // before what may need the database
        routes.filter("sameOrigin", new SameOriginFilter(site));
        routes.filter("body", new BodyFilter(chat.clock()));
        routes.filterAll("person", new PersonFilter(site, chat.tokens(), chat.accounts()), "/*");

        routes.mapRoot(new RedirectServlet(site.base() + "/rooms/"));
        routes.page("rooms", new RoomsListServlet(chat.rooms(), chat.reads(), door, chat.hub()));
        routes.map("room", new RoomServlet(chat.hub(), door, names, chat.limits(), chat.clock()), "/room/*");
        routes.page("unlock", new UnlockServlet(door, chat.keys(), chat.passwords(), chat.limits()));
        routes.page("setguestname", new SetGuestNameServlet(chat.hub(), chat.tokens(), names));
        routes.page("language", new LanguageServlet());

        if (site.isContainerLogin()) {
            routes.unframedPage("login", new ContainerLoginServlet());
        } else {
            routes.unframedPage(
                    "login",
                    new LoginServlet(chat.accounts(), chat.passwords(), chat.tokens(), chat.limits(), chat.hub()));
            routes.unframedPage(
                    "account", new AccountServlet(chat.accounts(), chat.passwords(), chat.tokens(), chat.limits()));
            routes.unframedPage(
                    "account/delete",
                    new DeleteAccountServlet(
                            chat.accounts(), chat.passwords(), chat.tokens(), chat.keys(), chat.limits(), chat.hub()));
            routes.unframedPage(
                    "new_password",
                    new NewPasswordServlet(
                            chat.accounts(), chat.passwordLinks(), chat.passwords(), chat.tokens(), chat.hub()));
            routes.page(
                    "sign_out_everywhere",
                    new SignOutEverywhereServlet(chat.accounts(), chat.tokens(), chat.keys(), chat.hub()));
            if (site.isRegistrationOpen()) {
                routes.unframedPage(
                        "register",
                        new RegisterServlet(
                                chat.accounts(), chat.passwords(), chat.tokens(), chat.limits(), chat.hub()));
            }
        }
        routes.page("logout", new LogoutServlet(chat.tokens(), chat.keys(), chat.hub()));

        routes.unframedPage("subscribers", new SubscribersServlet(chat.rooms(), chat.accounts(), door));

        routes.filter("administrator", new AdministratorFilter(), "/admin/*");
        routes.unframedPage("admin", new AdminServlet(chat.rooms()));
        routes.unframedPage("admin/room", new EditRoomServlet(chat.rooms(), chat.accounts(), chat.passwords()));
        routes.unframedPage("admin/room/delete", new DeleteRoomServlet(chat.rooms(), chat.hub()));
        routes.unframedPage("admin/people", new PeopleServlet(chat.accounts(), chat.passwordLinks(), chat.hub()));

        routes.ajax("get_latest_msg_id", new GetLatestMessageIdServlet(chat.hub(), door));
        routes.ajax("get_messages", new GetMessagesServlet(chat.hub(), door, chat.limits()));
        routes.ajax("send_message", new SendMessageServlet(chat.hub(), door, chat.limits(), chat.clock()));
        chat.hub().archive().ifPresent(archive -> routes.archive(archive, chat, door));
        routes.ajax("get_users_list", new GetUsersListServlet(chat.hub(), door, chat.limits()));
        routes.ajax("notify_users_list", new NotifyUsersListServlet(chat.hub(), door));
        routes.ajax("notify_typing", new NotifyTypingServlet(chat.hub(), door, chat.limits()));
        routes.ajax("mark_read", new MarkReadServlet(chat.reads(), chat.hub(), door, chat.limits()));

        // For whoever the filter did not answer.
        routes.map("monitoring", new NothingServlet(), MonitoringFilter.urls());
    }

    private void archive(MessageArchive archive, ChatApplication chat, RoomDoor door) {
        ajax("get_history", new GetHistoryServlet(archive, door));
        ajax("search", new SearchServlet(archive, door, chat.limits()));
        ajax("edit_message", new ChangeMessageServlet(Kind.EDIT, chat.hub(), door, chat.limits(), chat.clock()));
        ajax("delete_message", new ChangeMessageServlet(Kind.DELETE, chat.hub(), door, chat.limits(), chat.clock()));
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

    private boolean isAjax(HttpServletRequest request) {
        return ajax.contains(request.getServletPath());
    }

    private boolean isUnframed(HttpServletRequest request) {
        return unframed.contains(request.getServletPath());
    }
}
