<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<chat:layout title="${text.plain('noEntry')}" view="narrow">
  <h1>${text.notOpenToYou}</h1>
  <p>${message eq 'Access denied' ? text.theyDecide : text.error(message)}</p>
  <c:if test="${not empty reason}"><p>“<bdi><c:out value="${reason}" /></bdi>”</p></c:if>
  <chat:ways_on />
</chat:layout>
