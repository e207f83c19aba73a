"use strict";
(function () {
  var table = document.getElementById("list"), body = table.tBodies[0], rows = Array.from(body.rows);
  var tools = document.getElementById("tools"), count = document.getElementById("count");
  var words = tools.querySelector("[name=words]"), choices = Array.from(tools.querySelectorAll("select"));
  tools.hidden = false;
  function show() {
    var text = words.value.trim().toLowerCase(), shown = 0;
    rows.forEach(function (row) {
      var fits = row.textContent.toLowerCase().indexOf(text) >= 0 && choices.every(function (choice) {
        return !choice.value || row.dataset[choice.name] === choice.value;
      });
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    count.textContent = shown + " of " + rows.length + " lines shown";
  }
  [words].concat(choices).forEach(function (field) { field.addEventListener("input", show); });
  Array.from(table.tHead.rows[0].cells).forEach(function (cell) {
    var name = cell.dataset.sort;
    if (!name) { return; }
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = cell.textContent;
    cell.textContent = "";
    cell.appendChild(button);
    button.addEventListener("click", function () {
      var down = cell.getAttribute("aria-sort") === "ascending";
      Array.from(table.tHead.rows[0].cells).forEach(function (other) { other.removeAttribute("aria-sort"); });
      cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      function key(row) { return name === "own" ? Number(row.dataset.own) : row.dataset[name] || row.cells[cell.cellIndex].textContent.trim(); }
      rows.sort(function (one, other) {
        var a = key(one), b = key(other), order = typeof a === "number" ? a - b : a.localeCompare(b);
        return down ? -order : order;
      }).forEach(function (row) { body.appendChild(row); });
    });
  });
}());
