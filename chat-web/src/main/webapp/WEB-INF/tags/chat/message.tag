<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="A message, in the markup that message.js makes and finds" %>
<%@ attribute name="message" required="true" type="org.chatrooms.model.ChatMessage" %>
<%@ attribute name="me" required="true" description="the reader's name" %>
<%@ attribute name="follows" required="true" type="java.lang.Boolean" description="whether it needs no heading" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<c:set var="isGone" value="${empty message.content()}" />
<c:set var="replyTo" value="${message.targetId().orElse(null)}" />
<div id="message-${message.id()}" data-message-id="${message.id()}" data-reply-to="${replyTo}"${message.isModerated() ? ' data-moderated' : ''}
     class="chatMessage${message.username() eq me ? ' myMessage' : ''}${follows ? ' followUp' : ''}${isGone ? ' removed' : ''}">
  <span class="messageUsername" dir="auto"><c:out value="${message.username()}" /></span>
  <time class="messageDate" datetime="${message.date()}">${fn:substring(message.date().toString(), 11, 16)}</time>
  <c:if test="${message.isEdited() and not isGone}"><small class="messageEdited">${text['words.edited']}</small></c:if>
  <c:if test="${not empty replyTo}"><a class="messageQuote" href="#message-${replyTo}">${text.anEarlierMessage}</a></c:if>
  <div class="messageContent" dir="auto"><c:choose>
    <c:when test="${isGone}">${text[message.isModerated() ? 'words.removedByModerator' : 'words.removed']}</c:when>
    <c:otherwise><c:out value="${message.content()}" /></c:otherwise>
  </c:choose></div>
</div>
