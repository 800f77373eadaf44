// The CMS's jQuery looks for this name. Where it is not there it tries an inline handler, which the site's policy
// refuses: an error in the console of every page of staff. Browsers tell of “focusin” without it.
window.onfocusin ??= null;
