/** The build makes a module of the style sheet, minified. */
declare module '*.css' {
  export const css: string;
}
