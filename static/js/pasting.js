// What is pasted into a formatted text is made the site's own at once, by the rule that also cleans what is saved, and a
// line under the editor says what was taken away. Without an answer in time it is pasted as the editor does by itself;
// saving cleans it and says the same. See docs/decisions/0023.
// No module: the editor's own script asks for it by an ordinary script element.

(() => {
  "use strict";

  const PATIENCE = 5000; // milliseconds until the editor's own way is taken
  const PICTURE_BYTES = /(src\s*=\s*["'])data:[^"']+/gi; // never sent: no picture can stay
  // The editor would make these words of the paragraph in which the cursor stands.
  const STANDS_ALONE = /^\s*<(?:h\d|ul|ol|dl|table|blockquote|hr)\b/i;
  const NOT_NOW =
    "It could not be looked at now. Saving takes away what a text here cannot hold, and says what that was.";
  const PICTURES = {
    page: "A picture cannot stand in a text. Add it to the page with the block “Picture”, beside this text.",
    elsewhere:
      "A picture cannot stand in this text. Put it into a document (PDF or Word) and add that, or on a page with the " +
      "block “Picture”.",
  };

  window.CMS_Editor = window.CMS_Editor || {};
  window.CMS_Editor.tiptap?.register("pasting", ({ Extension, pm }) =>
    Extension.create({
      name: "pasting",
      // Before the editor's own ways of pasting.
      priority: 1000,
      onCreate() {
        noteOf(this.editor);
      },
      addProseMirrorPlugins() {
        return [pasting(this.editor, new pm.PluginKey("pasting"), pm.Plugin)];
      },
    }),
  );

  // Keeps the places for which an answer is awaited, while the editor goes on writing elsewhere.
  function pasting(editor, key, Plugin) {
    return new Plugin({
      key,
      state: {
        init: () => new Map(),
        apply(transaction, places) {
          const changed = new Map();
          for (const [id, place] of places) changed.set(id, place.map(transaction.mapping));
          const { add, remove } = transaction.getMeta(key) ?? {};
          if (add) changed.set(add.id, add.place);
          changed.delete(remove);
          return changed;
        },
      },
      props: {
        handlePaste: (view, event) => take(editor, key, view, event, event.clipboardData),
        handleDrop(view, event, slice, isMoved) {
          if (isMoved) return false;
          const found = view.posAtCoords({ left: event.clientX, top: event.clientY });
          if (found) editor.commands.setTextSelection(found.pos);
          return take(editor, key, view, event, event.dataTransfer);
        },
      },
    });
  }

  // Whether it is taken care of. What was copied in such an editor is as it should be.
  function take(editor, key, view, event, data) {
    const html = data?.getData("text/html") ?? "";
    if (html.includes("data-pm-slice")) return false;
    if (html) {
      event.preventDefault();
      void insert(editor, key, view, html, data.getData("text/plain"));
      return true;
    }
    if (![...(data?.files ?? [])].some((file) => file.type.startsWith("image/"))) return false;
    event.preventDefault();
    say(editor, PICTURES[isOnPage(editor) ? "page" : "elsewhere"]);
    return true;
  }

  async function insert(editor, key, view, html, text) {
    const id = Symbol("paste");
    view.dispatch(view.state.tr.setMeta(key, { add: { id, place: view.state.selection.getBookmark() } }));
    const answer = await asked(editor, html);
    if (view.isDestroyed) return;
    const selection = key.getState(view.state).get(id).resolve(view.state.doc);
    view.dispatch(view.state.tr.setSelection(selection).setMeta(key, { remove: id }));
    const parseOptions = { preserveWhitespace: false };
    if (STANDS_ALONE.test(answer.html)) editor.commands.insertContent(answer.html, { parseOptions });
    else if (answer.html) view.pasteHTML(answer.html);
    else if (!answer.removed && text) view.pasteText(text);
    say(editor, answer.removed);
  }

  async function asked(editor, html) {
    try {
      const response = await fetch(editor.options.settings.pasted_url + (isOnPage(editor) ? "?page" : ""), {
        method: "POST",
        headers: { "Content-Type": "text/html", "X-CSRFToken": token() },
        body: html.replace(PICTURE_BYTES, "$1data:"),
        signal: AbortSignal.timeout(PATIENCE),
      });
      const answer = await response.json();
      return response.ok ? answer : { html, removed: answer.problem ?? NOT_NOW };
    } catch {
      return { html, removed: NOT_NOW };
    }
  }

  function token() {
    return window.CMS?.config?.csrf ?? document.querySelector("input[name='csrfmiddlewaretoken']")?.value ?? "";
  }

  function isOnPage(editor) {
    const { plugin_id: block, placeholder_id: place } = editor.options.settings;
    return Boolean(block ?? place);
  }

  function say(editor, sentence) {
    noteOf(editor).textContent = sentence;
  }

  // There from the beginning, so that a screen reader reads what comes into it.
  function noteOf(editor) {
    const { element } = editor.options;
    if (!element.nextElementSibling?.matches(".pasting")) {
      const note = document.createElement("p");
      note.className = "pasting";
      note.setAttribute("role", "status");
      element.after(note);
    }
    return element.nextElementSibling;
  }
})();
