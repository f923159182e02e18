SwaggerUIBundle({
  url: 'openapi.yaml',
  dom_id: '#page',
  deepLinking: true,
  // Nothing is asked of anybody else: by default each document would be shown to a validator on the web.
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true
});
