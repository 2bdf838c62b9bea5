<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<chat:layout title="No entry" view="narrow">
  <h1>This is not open to you</h1>
  <p><c:out value="${message}" /></p>
  <p><a class="button" href="${fn:escapeXml(chat.base)}/rooms/">See the rooms</a></p>
</chat:layout>
