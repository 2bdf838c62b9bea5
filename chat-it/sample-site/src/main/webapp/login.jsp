<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="shop" tagdir="/WEB-INF/tags/shop" %>
<shop:page title="Welcome back">
  <form method="post" action="j_security_check">
    <p role="alert">${empty param.again ? '' : 'We do not know you by that name and password.'}</p>
    <label>Your name <input name="j_username" required autofocus autocomplete="username"></label>
    <label>Password <input name="j_password" type="password" required autocomplete="current-password"></label>
    <button>Sign in</button>
  </form>
</shop:page>
