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
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.chatrooms.web.guard.BodyFilter;
import org.chatrooms.web.guard.ErrorFilter;
import org.chatrooms.web.guard.HeadersFilter;
import org.chatrooms.web.guard.PersonFilter;
import org.chatrooms.web.guard.RoomDoor;
import org.chatrooms.web.guard.SameOriginFilter;
import org.chatrooms.web.http.HttpError;
import org.chatrooms.web.http.RedirectServlet;
import org.chatrooms.web.message.GetLatestMessageIdServlet;
import org.chatrooms.web.message.GetMessagesServlet;
import org.chatrooms.web.message.SendMessageServlet;
import org.chatrooms.web.room.RoomServlet;
import org.chatrooms.web.room.RoomsListServlet;
import org.chatrooms.web.user.GetUsersListServlet;
import org.chatrooms.web.user.NotifyUsersListServlet;
import org.chatrooms.web.user.SetGuestNameServlet;

/**
 * Which URL is whose, and what each request passes first. Registered in code: an integrator's own {@code web.xml} loses
 * nothing, and the order of the filters is the order in which they stand here.
 */
final class Routes {
    private final ServletContext context;
    private final Set<String> ajax = new HashSet<>();

    private Routes(ServletContext context) {
        this.context = context;
    }

    static void register(ServletContext context, ChatApplication chat) {
        Routes routes = new Routes(context);
        RoomDoor door = new RoomDoor(chat.rooms());

        routes.filter("headers", new HeadersFilter(request -> !routes.isAjax(request)));
        routes.filter("errors", new ErrorFilter(routes::isAjax));
        routes.filter("launcher", Routes::hide, "/org/chatrooms/launcher/*");
        routes.filter("sameOrigin", new SameOriginFilter());
        routes.filter("body", new BodyFilter());
        routes.filter("person", new PersonFilter(chat.tokens()));

        routes.map("root", new RedirectServlet("rooms/"), "");
        routes.page("rooms", new RoomsListServlet(chat.rooms()));
        routes.map("room", new RoomServlet(chat.hub(), door), "/room/*");
        routes.page("setguestname", new SetGuestNameServlet(chat.hub(), chat.tokens()));

        routes.ajax("get_latest_msg_id", new GetLatestMessageIdServlet(chat.hub(), door));
        routes.ajax("get_messages", new GetMessagesServlet(chat.hub(), door));
        routes.ajax("send_message", new SendMessageServlet(chat.hub(), door, chat.clock()));
        routes.ajax("get_users_list", new GetUsersListServlet(chat.hub(), door));
        routes.ajax("notify_users_list", new NotifyUsersListServlet(chat.hub(), door));
    }

    private void page(String name, Servlet servlet) {
        map(name, servlet, "/" + name + "/");
        map(name + "-slash", new RedirectServlet(name + "/"), "/" + name);
    }

    private void ajax(String name, Servlet servlet) {
        ajax.add("/" + name);
        ajax.add("/" + name + "/");
        map(name, servlet, "/" + name + "/", "/" + name);
    }

    private void map(String name, Servlet servlet, String... urls) {
        ServletRegistration.Dynamic registration = context.addServlet("chatrooms-" + name, servlet);
        registration.setAsyncSupported(true);
        registration.addMapping(urls);
    }

    private void filter(String name, Filter filter) {
        filter(name, filter, "/*");
    }

    /** Also before the container's own error pages: what lies below WEB-INF is refused before any filter. */
    private void filter(String name, Filter filter, String urls) {
        FilterRegistration.Dynamic registration = context.addFilter("chatrooms-" + name, filter);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR), true, urls);
    }

    /** For what lies at the root of the archive only because {@code java -jar} looks for it there. */
    private static void hide(ServletRequest request, ServletResponse response, FilterChain chain) {
        throw HttpError.notFound();
    }

    private boolean isAjax(HttpServletRequest request) {
        return ajax.contains(request.getServletPath());
    }
}
