<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<chat:layout title="${text.plain('rooms')}">
  <h1>${text.rooms}</h1>
  <chat:rooms />
</chat:layout>
