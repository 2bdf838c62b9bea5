<%@ page contentType="text/html; charset=UTF-8" pageEncoding="UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="shop" tagdir="/WEB-INF/tags/shop" %>
<shop:page title="Orders">
  <form method="post" action="${pageContext.request.contextPath}/orders/new" accept-charset="ISO-8859-1">
    <label>Which tea? <input name="tea" required></label>
    <button>Order</button>
  </form>
</shop:page>
