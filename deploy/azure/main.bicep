// For azd: makes the resource group and hands everything else to resources.json, which is the one
// description of what Charla needs. azdeploy.sh uses that file directly.
targetScope = 'subscription'

@minLength(1)
@maxLength(20)
@description('Part of every resource\'s name, and the name of the azd environment.')
param environmentName string

@minLength(1)
@description('Region of everything but Voice Live.')
param location string

@description('Resource group; empty for rg-<environment name>.')
param resourceGroupName string = ''

@description('Region of Voice Live; empty for the same.')
param voiceLocation string = ''

@description('Model that talks.')
param voiceModel string = 'gpt-realtime'

@description('Voice it talks with; empty for the service\'s own.')
param voiceName string = 'en-US-Ava:DragonHDLatestNeural'

@description('Image that runs; empty the first time, as azd deploys it afterwards.')
param containerImage string = ''

@description('Size of the App Service plan.')
param planSku string = 'B1'

@minValue(1)
@maxValue(10)
@description('How many copies run.')
param instances int = 1

@allowed([
  'code'
  'entra'
])
@description('code: whoever knows the access code may talk. entra: members of this Entra ID tenant may.')
param login string = 'code'

@secure()
@minLength(12)
@description('The access code that people are asked for, for login code. Anything for login entra.')
param accessCode string

@description('Client id of the app registration, for login entra.')
param entraClientId string = ''

@description('Object id of somebody who may use the Voice Live account from elsewhere; empty for nobody.')
param developerPrincipalId string = ''

var tags = {
  application: 'charla'
  'azd-env-name': environmentName
}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: empty(resourceGroupName) ? 'rg-${environmentName}' : resourceGroupName
  location: location
  tags: tags
}

module resources 'resources.json' = {
  name: 'charla'
  scope: group
  params: {
    environmentName: environmentName
    location: location
    voiceLocation: empty(voiceLocation) ? location : voiceLocation
    voiceModel: voiceModel
    voiceName: voiceName
    hosting: 'appservice'
    // azd only exchanges the image of an application that is there already.
    containerImage: empty(containerImage) ? 'mcr.microsoft.com/appsvc/staticsite:latest' : containerImage
    planSku: planSku
    instances: instances
    login: login
    accessCode: accessCode
    entraClientId: entraClientId
    developerPrincipalId: developerPrincipalId
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = resources.outputs.AZURE_CONTAINER_REGISTRY_ENDPOINT
output AZURE_VOICE_LIVE_ENDPOINT string = resources.outputs.AZURE_VOICE_LIVE_ENDPOINT
output SERVICE_APP_URI string = resources.outputs.SERVICE_APP_URI
