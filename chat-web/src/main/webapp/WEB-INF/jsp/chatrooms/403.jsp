<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<chat:layout title="No entry" view="narrow">
  <h1>This is not open to you</h1>
  <p><c:out value="${message eq 'Access denied' ? 'Those who run this chat decide who may come in here.' : message}" /></p>
  <chat:ways_on />
</chat:layout>
