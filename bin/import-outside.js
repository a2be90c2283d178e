/** `import()` for what is compiled: a script that V8 has kept can't do it by itself. @param {string} name of a package */
module.exports = (name) => import(name);
