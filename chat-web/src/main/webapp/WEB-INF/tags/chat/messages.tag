<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="The latest messages of a room, oldest first" %>
<%@ attribute name="slug" required="true" description="which room: its name in its URL" %>
<%@ attribute name="last" type="java.lang.Integer" description="how many at most; 50" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="messages" value="${chatParts.room(slug).messages()}" />
<c:set var="first" value="${empty last or fn:length(messages) lt last ? 0 : fn:length(messages) - last}" />
<%-- Two messages of one person within five minutes share a heading. --%>
<c:forEach items="${messages}" var="message" begin="${first}">
  <c:set var="seconds" value="${message.date().epochSecond}" />
  <chat:message message="${message}" me="${chat.user.username()}"
                follows="${message.username() eq previousName and seconds - previousSeconds lt 300}" />
  <c:set var="previousName" value="${message.username()}" />
  <c:set var="previousSeconds" value="${seconds}" />
</c:forEach>
