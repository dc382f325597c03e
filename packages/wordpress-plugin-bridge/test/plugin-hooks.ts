import type { WordPressSite } from './wordpress-site.ts';

const reading = `
  $found = array();
  foreach ( $GLOBALS['wp_filter'] as $hook => $all ) {
    foreach ( $all->callbacks as $callbacks ) {
      foreach ( $callbacks as $callback ) {
        $does = $callback['function'];
        try {
          if ( is_string( $does ) && false !== strpos( $does, '::' ) ) { $does = explode( '::', $does ); }
          $where = is_array( $does ) ? new ReflectionMethod( $does[0], $does[1] ) : new ReflectionFunction( Closure::fromCallable( $does ) );
          $file  = (string) $where->getFileName();
        } catch ( Throwable $none ) { continue; }
        if ( false !== strpos( $file, '/plugins/flattr/' ) ) { $found[ $hook ] = true; }
      }
    }
  }
  return array_keys( $found );`;

/** The hooks of WordPress on which the plugin hangs, as WordPress itself knows them, in pages for readers and in wp-admin. */
export const pluginHooks = async (site: WordPressSite): Promise<readonly string[]> => [
  ...new Set([...(await site.run<string[]>(reading)), ...(await site.runInAdmin<string[]>(reading))]),
];

/** The routes of the REST API that the plugin adds, each with its methods. */
export const pluginRoutes = (site: WordPressSite): Promise<readonly string[]> =>
  site.run(`$found = array();
    foreach ( rest_get_server()->get_routes( 'flattr/v1' ) as $route => $ways ) {
      foreach ( $ways as $way ) { foreach ( array_keys( $way['methods'] ) as $method ) { $found[] = "$method $route"; } }
    }
    return $found;`);

/** The meta of posts and users that the plugin registers, with whether the REST API knows it. */
export const pluginMeta = (site: WordPressSite): Promise<readonly string[]> =>
  site.run(`$found = array();
    foreach ( array( 'post', 'user', 'term', 'comment' ) as $type ) {
      foreach ( array( '', 'post', 'page', 'attachment' ) as $subtype ) {
        foreach ( get_registered_meta_keys( $type, $subtype ) as $key => $about ) {
          if ( false !== strpos( $key, 'flattr' ) ) { $found[ "$type $key " . ( $about['show_in_rest'] ? 'REST' : 'no REST' ) ] = true; }
        }
      }
    }
    return array_keys( $found );`);
