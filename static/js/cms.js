// On a page with the CMS's bar: what its scripts make has a name for those who do not see it.

import { keepNamed } from "./modules/control-names.js";

keepNamed(document);
