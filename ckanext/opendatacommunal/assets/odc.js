/* What a browser with scripts adds to our pages; every page works without it. */
(function () {
  "use strict";

  /* Drop a file anywhere on the field; the plain input stays what the form sends. */
  function dropzone(zone) {
    var input = zone.querySelector("input[type=file]");
    ["dragover", "dragenter"].forEach(function (name) {
      zone.addEventListener(name, function (event) {
        event.preventDefault();
        zone.classList.add("odc-drop--over");
      });
    });
    ["dragleave", "drop"].forEach(function (name) {
      zone.addEventListener(name, function () {
        zone.classList.remove("odc-drop--over");
      });
    });
    zone.addEventListener("drop", function (event) {
      event.preventDefault();
      if (event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
        input.focus();
      }
    });
  }

  /* Typing another value chooses “another value”. */
  function ownValue(field) {
    field.addEventListener("input", function () {
      if (field.value) {
        document.getElementById(field.dataset.odcOwn).checked = true;
      }
    });
  }

  function copyButton(area) {
    if (!navigator.clipboard) {
      return;
    }
    var button = document.createElement("button");
    var said = document.createElement("span");
    button.type = "button";
    button.className = "btn btn-secondary";
    button.textContent = area.dataset.odcCopy;
    said.setAttribute("role", "status");
    said.className = "odc-copied";
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(area.value).then(function () {
        said.textContent = area.dataset.odcCopied;
      });
    });
    area.after(button, said);
  }

  /* `fresh`: this part has just replaced another one; the reader is taken to what matters in it. */
  function prepare(root, fresh) {
    root.querySelectorAll("[data-odc-drop]").forEach(dropzone);
    root.querySelectorAll("[data-odc-own]").forEach(ownValue);
    root.querySelectorAll("[data-odc-copy]").forEach(copyButton);
    var first = root.querySelector(".odc-errors") || (fresh && root.querySelector("[data-odc-focus]"));
    if (first) {
      first.focus();
    }
  }

  /* What the form is waiting for, said in the place it keeps for that. */
  function say(form, text) {
    var place = form.querySelector("[role=status]");
    if (place && place.textContent !== text) {
      place.textContent = text;
    }
  }

  function waiting(event) {
    var form = event.target.closest("[data-odc-waiting]");
    if (form) {
      say(form, form.dataset.odcSending ? form.dataset.odcSending + " 0 %" : form.dataset.odcWaiting);
    }
  }

  function progress(event) {
    var form = event.target.closest("[data-odc-sending]");
    if (!form || !event.detail.lengthComputable) {
      return;
    }
    var percent = Math.floor((100 * event.detail.loaded) / event.detail.total);
    say(form, percent < 100 ? form.dataset.odcSending + " " + percent + " %" : form.dataset.odcWaiting);
  }

  document.addEventListener("DOMContentLoaded", function () {
    prepare(document, false);
  });
  document.addEventListener("htmx:beforeSend", waiting);
  document.addEventListener("htmx:xhr:progress", progress);
  document.addEventListener("htmx:afterSettle", function () {
    var main = document.getElementById("odc-main");
    if (main && !main.dataset.odcPrepared) {
      main.dataset.odcPrepared = "yes";
      prepare(main, true);
    }
  });
})();
