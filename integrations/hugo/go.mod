module github.com/flattr/flattr/integrations/hugo

go 1.20
