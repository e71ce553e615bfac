// The scripts of every page. Each line is a file that stands alone; collectstatic joins them into one.
import "./menus.js";
import "./keys.js";
import "./rows.js";
import "./asking.js";
import "./keeping.js";
import "./uploading.js";
import "./faults.js";
import "./typing.js";
import "./dropping.js";
import "./countdown.js";
import "./copying.js";
import "./printing.js";
import "./toasts.js";
