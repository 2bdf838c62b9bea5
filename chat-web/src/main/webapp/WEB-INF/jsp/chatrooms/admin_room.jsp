<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="chat" tagdir="/WEB-INF/tags/chat" %>
<c:set var="base" value="${fn:escapeXml(chat.base)}" />
<c:set var="isNew" value="${form.id() eq 0}" />
<chat:layout title="${isNew ? 'New room' : 'Change a room'}" view="narrow">
  <jsp:attribute name="head">
    <script type="module" src="${base}/static/chatrooms/js/slug.js"></script>
  </jsp:attribute>
  <jsp:body>
    <h1>${isNew ? 'New room' : 'Change a room'}</h1>
    <form class="panel" method="post" action="${base}/admin/room/">
      <input type="hidden" name="id" value="${form.id()}">
      <input type="hidden" name="stamp" value="${fn:escapeXml(stamp)}">
      <chat:wrong />
      <label for="name">Name</label>
      <input id="name" name="name" value="${fn:escapeXml(form.name())}" maxlength="64" required dir="auto"
             ${isNew or not empty error ? 'autofocus' : ''} autocomplete="off"
             aria-describedby="${empty error ? '' : 'wrong'}">
      <label for="slug">Slug</label>
      <input id="slug" name="slug" value="${fn:escapeXml(form.slug())}" maxlength="64" pattern="[A-Za-z0-9_\-]+"
             autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="slugHint">
      <p id="slugHint">Its name in the address, made from the name if you leave it empty: letters, digits, - and _.</p>
      <label for="description">Description</label>
      <textarea id="description" name="description" rows="3" maxlength="1000" dir="auto"><c:out
          value="${form.description()}" /></textarea>
      <label class="check"><input type="checkbox" name="allow_anonymous_access" ${form.allowAnonymousAccess() ? 'checked' : ''}>
        Guests may enter, without an account</label>
      <label class="check"><input type="checkbox" name="is_private" ${form.isPrivate() ? 'checked' : ''}
          aria-describedby="privateHint"> Private</label>
      <p id="privateHint">Only its subscribers know of it, and whoever has the link and the password.</p>
      <label for="roomPassword">Password</label>
      <input id="roomPassword" name="password" type="text" value="${fn:escapeXml(form.password())}" maxlength="128"
             autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="roomPasswordHint">
      <p id="roomPasswordHint">For a private room. ${hasPassword ? 'It has one; leave this empty to keep it.'
          : 'Without one, only subscribers may enter.'}</p>
      <c:if test="${hasPassword}">
        <label class="check"><input type="checkbox" name="no_password" ${form.noPassword() ? 'checked' : ''}>
          Take the password away</label>
      </c:if>
      <label for="owners">Owners</label>
      <textarea id="owners" name="owners" rows="2" autocapitalize="none" spellcheck="false" dir="auto"
                aria-describedby="ownersHint"><c:out value="${form.owners()}" /></textarea>
      <p id="ownersHint">Accounts that subscribe, and decide who else does, one name a line.</p>
      <label for="subscribers">Subscribers</label>
      <textarea id="subscribers" name="subscribers" rows="4" autocapitalize="none" spellcheck="false" dir="auto"
                aria-describedby="subscribersHint"><c:out value="${form.subscribers()}" /></textarea>
      <p id="subscribersHint">Accounts that may enter a private room without its password, one name a line.</p>
      <div class="actions">
        <button>${isNew ? 'Make the room' : 'Save'}</button>
        <a href="${base}/admin/">Cancel</a>
      </div>
    </form>
  </jsp:body>
</chat:layout>
