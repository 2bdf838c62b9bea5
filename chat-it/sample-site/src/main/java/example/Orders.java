package example;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes an order, in the shop's own encoding. */
public class Orders extends HttpServlet {
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding("ISO-8859-1");
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(request.getRemoteUser() + " gets " + request.getParameter("tea"));
    }
}
