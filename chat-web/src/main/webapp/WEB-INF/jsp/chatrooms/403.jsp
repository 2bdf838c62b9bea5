<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<chat:layout title="${text.plain('noEntry')}" view="narrow">
  <h1>${text.notOpenToYou}</h1>
  <p>${message eq 'Access denied' ? text.theyDecide : text.error(message)}</p>
  <chat:ways_on />
</chat:layout>
