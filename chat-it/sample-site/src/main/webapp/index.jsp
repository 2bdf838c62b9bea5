<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="shop" tagdir="/WEB-INF/tags/shop" %>
<shop:page title="Tea, and time for it">
  <p>The new Darjeeling is here. What it is like? <a href="${pageContext.request.contextPath}/chat/room/lobby/">Ask those who have it</a>.</p>
</shop:page>
